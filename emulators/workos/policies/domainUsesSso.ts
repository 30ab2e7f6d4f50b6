import { emailDomain } from '../objects/user'
import { requireUser } from '../actions/requireUser'
import { issuePendingToken } from '../signIn/pendingAuthentication'
import type { Policy } from './policy'
import { ssoRequired } from './requirementErrors'

/** Whoever has an address of a domain with a live SSO connection signs in there, whatever organization they want. */
export const domainUsesSso: Policy = (signIn, emulator) => {
  if (signIn.method === 'SSO' || signIn.method === 'Impersonation') return signIn
  const { email } = requireUser(signIn.userId, emulator)
  const connectionIds = activeConnections(emailDomain(email), emulator.store)
  if (connectionIds.length === 0) return signIn
  throw ssoRequired(connectionIds, { email, pendingToken: issuePendingToken(signIn, emulator) })
}

function activeConnections(domain: string, store: Parameters<Policy>[1]['store']): string[] {
  const owners = store.organizationDomains
    .filter(row => row.domain === domain && row.state === 'verified')
    .map(row => row.organization_id)
  return store.connections
    .filter(connection => connection.state === 'active' && owners.includes(connection.organization_id))
    .map(connection => connection.id)
}
