import type { AuthenticationMethod } from '../objects/authenticationMethod'
import type { Identity } from '../objects/identity'
import type { Impersonator } from '../objects/session'

/** An account at a provider or connection that is new to the user, and whether its word on the address counts. */
export interface NewIdentity extends Omit<Identity, 'id' | 'user_id'> {
  readonly emailVerified: boolean
}

/** What is known of a sign-in between its first factor and its session. A pending token carries it from step to step. */
export interface SignIn {
  readonly userId: string
  readonly method: AuthenticationMethod
  /** When the first factor was shown; becomes `auth_time`. */
  readonly startedAt: number
  readonly ipAddress: string | null
  readonly userAgent: string | null
  readonly secondFactorPassed: boolean
  readonly radarPassed: boolean
  readonly invitationToken: string | null
  /** null when there is none, and once it is linked to the user. */
  readonly newIdentity: NewIdentity | null
  /** SSO only: the connection that vouched for the person. */
  readonly connectionId: string | null
  /** What the person let the application do at the provider. */
  readonly scopes: readonly string[]
  readonly impersonator: Impersonator | null
  /** null until it is chosen or follows from the memberships. */
  readonly organizationId: string | null
}
