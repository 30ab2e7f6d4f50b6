import type { Emulator } from '../emulator'
import { isProfileAllowed } from '../objects/ssoProfile'
import { AuthorizationError } from './authorizationError'

/** Why a connection cannot vouch for an address. It comes back as an error, before there is a code (WorkOS docs: SSO, domains). */
export function connectionProblem(connectionId: string, email: string, { store }: Emulator): AuthorizationError | null {
  const connection = store.connections.get(connectionId)
  if (connection?.state !== 'active') return new AuthorizationError('connection_invalid', 'The connection is not active.')
  if (isProfileAllowed(connection, email, store)) return null
  return new AuthorizationError('profile_not_allowed_outside_organization', 'The address is outside the domains of the organization.')
}
