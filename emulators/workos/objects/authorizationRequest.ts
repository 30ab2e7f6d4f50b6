import type { OauthProvider } from './oauthProvider'

/** Whom the application asked to vouch for the person. */
export type Selection =
  | { readonly kind: 'provider', readonly provider: OauthProvider }
  | { readonly kind: 'connection', readonly connectionId: string }
  | { readonly kind: 'hosted', readonly organizationId: string | null }

/** A browser that was sent to sign in and has not come back yet. */
export interface AuthorizationRequest {
  readonly id: string
  readonly selection: Selection
  readonly redirectUri: string
  readonly state: string | null
  readonly codeChallenge: string | null
  readonly loginHint: string | null
  readonly invitationToken: string | null
  readonly scopes: readonly string[]
  readonly expiresAt: number
}
