import type { Emulator } from '../emulator'
import type { AuthenticationMethod } from '../objects/authenticationMethod'
import type { SignIn } from './signIn'

/** The fields that every grant may carry about the person's own browser. */
export interface ClientDetails {
  readonly ip_address?: string | undefined
  readonly user_agent?: string | undefined
  readonly invitation_token?: string | undefined
}

export function beginSignIn(userId: string, method: AuthenticationMethod, client: ClientDetails, { clock }: Emulator): SignIn {
  return {
    userId,
    method,
    startedAt: clock.now(),
    ipAddress: client.ip_address ?? null,
    userAgent: client.user_agent ?? null,
    secondFactorPassed: false,
    radarPassed: false,
    invitationToken: client.invitation_token ?? null,
    newIdentity: null,
    connectionId: null,
    scopes: [],
    impersonator: null,
    organizationId: null,
  }
}
