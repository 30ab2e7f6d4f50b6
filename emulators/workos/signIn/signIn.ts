import type { AuthenticationMethod } from '../objects/authenticationMethod'

/** What is known of a sign-in between its first factor and its session. A pending token carries it from step to step. */
export interface SignIn {
  readonly userId: string
  readonly method: AuthenticationMethod
  /** When the first factor was shown; becomes `auth_time`. */
  readonly startedAt: number
  readonly ipAddress: string | null
  readonly userAgent: string | null
  readonly secondFactorPassed: boolean
  readonly invitationToken: string | null
  /** null until it is chosen or follows from the memberships. */
  readonly organizationId: string | null
}
