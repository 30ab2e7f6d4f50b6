import type { OauthProvider } from './oauthProvider'
import type { Impersonator } from './session'

/** Who the person is, and on whose word. */
export type Assertion =
  | { readonly by: 'provider', readonly provider: OauthProvider, readonly email: string, readonly emailVerified: boolean, readonly scopes: readonly string[] }
  | { readonly by: 'connection', readonly connectionId: string, readonly email: string }
  | { readonly by: 'hosted', readonly email: string, readonly organizationId: string | null }
  | { readonly by: 'dashboard', readonly userId: string, readonly organizationId: string | null, readonly impersonator: Impersonator }

/** The id is the code that goes through the browser. */
export interface AuthorizationCode {
  readonly id: string
  readonly assertion: Assertion
  readonly redirectUri: string
  /** null: the flow began without PKCE. */
  readonly codeChallenge: string | null
  readonly invitationToken: string | null
  readonly issuedAt: number
  readonly expiresAt: number
  readonly used: boolean
}

export type AssertionBy<By extends Assertion['by']> = Extract<Assertion, { readonly by: By }>
