import type { Emulator } from '../emulator'
import type { Assertion } from '../objects/authorizationCode'
import type { AuthorizationRequest } from '../objects/authorizationRequest'
import { isProfileAllowed } from '../objects/ssoProfile'
import type { ClientDetails } from '../signIn/beginSignIn'
import { AuthorizationError } from './authorizationError'
import { issueCode } from './issueCode'
import { refuse } from './refuse'

export interface Approval {
  readonly email: string
  /** Whether the provider knows the address to be the person's. Connections are believed by domain instead. */
  readonly emailVerified: boolean
}

/** Somebody said who they are. @returns where the browser goes next. */
export function approve(request: AuthorizationRequest, approval: Approval, client: ClientDetails, emulator: Emulator): string {
  const problem = connectionProblem(request, approval, emulator)
  return problem ? refuse(request, problem, client, emulator) : issueCode(assertionOf(request, approval), request, emulator)
}

/** WorkOS docs: SSO, domains; a stranger's address comes back as an error, before there is a code. */
function connectionProblem({ selection }: AuthorizationRequest, { email }: Approval, { store }: Emulator): AuthorizationError | null {
  if (selection.kind !== 'connection') return null
  const connection = store.connections.get(selection.connectionId)
  if (connection?.state !== 'active') return new AuthorizationError('connection_invalid', 'The connection is not active.')
  if (isProfileAllowed(connection, email, store)) return null
  return new AuthorizationError('profile_not_allowed_outside_organization', 'The address is outside the domains of the organization.')
}

function assertionOf({ selection, scopes }: AuthorizationRequest, { email, emailVerified }: Approval): Assertion {
  switch (selection.kind) {
    case 'provider': return { by: 'provider', provider: selection.provider, email, emailVerified, scopes }
    case 'connection': return { by: 'connection', connectionId: selection.connectionId, email }
    case 'hosted': return { by: 'hosted', email, organizationId: selection.organizationId }
  }
}
