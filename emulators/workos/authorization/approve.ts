import type { Emulator } from '../emulator'
import type { Assertion } from '../objects/authorizationCode'
import type { AuthorizationRequest } from '../objects/authorizationRequest'
import type { ClientDetails } from '../signIn/beginSignIn'
import { connectionProblem } from './connectionProblem'
import { issueCode } from './issueCode'
import { refuse } from './refuse'

export interface Approval {
  readonly email: string
  /** Whether the provider knows the address to be the person's. Connections are believed by domain instead. */
  readonly emailVerified: boolean
}

/** Somebody said who they are. @returns where the browser goes next. */
export function approve(request: AuthorizationRequest, approval: Approval, client: ClientDetails, emulator: Emulator): string {
  const { selection } = request
  const problem = selection.kind === 'connection' ? connectionProblem(selection.connectionId, approval.email, emulator) : null
  return problem ? refuse(request, problem, client, emulator) : issueCode(assertionOf(request, approval), request, emulator)
}

function assertionOf({ selection, scopes }: AuthorizationRequest, { email, emailVerified }: Approval): Assertion {
  switch (selection.kind) {
    case 'provider': return { by: 'provider', provider: selection.provider, email, emailVerified, scopes }
    case 'connection': return { by: 'connection', connectionId: selection.connectionId, email }
    case 'hosted': return { by: 'hosted', email, organizationId: selection.organizationId }
  }
}
