import { addConnection } from '../actions/addConnection'
import { addDomain, requireFreeDomain } from '../actions/addDomain'
import { changeConnection } from '../actions/changeConnection'
import { verifyDomain } from '../actions/verifyDomain'
import type { Emulator } from '../emulator'
import type { PortalLink } from '../objects/portalLink'

/** What the button of the page does. @param domain for the verification of one. @throws when the domain is somebody else's. */
export function completeTask({ intent, organizationId }: PortalLink, domain: string, emulator: Emulator): void {
  if (intent === 'sso') activateConnection(organizationId, emulator)
  if (intent === 'domain_verification') proveDomain(organizationId, domain, emulator)
}

/** A connection that was prepared, or else a new one. */
function activateConnection(organizationId: string, emulator: Emulator): void {
  const { store } = emulator
  const prepared = store.connections.find(row => row.organization_id === organizationId && row.state !== 'active')
  if (prepared) return void changeConnection(prepared, { state: 'active' }, emulator)
  const name = `${store.organizations.get(organizationId)?.name ?? ''} SSO`
  addConnection({ organization_id: organizationId, connection_type: 'GenericSAML', name, state: 'active' }, emulator)
}

function proveDomain(organizationId: string, domain: string, emulator: Emulator): void {
  const known = emulator.store.organizationDomains.find(row => row.organization_id === organizationId && row.domain === domain.toLowerCase())
  if (known?.state === 'verified') return
  if (!known) requireFreeDomain(domain, emulator)
  verifyDomain(known ?? addDomain(organizationId, domain, 'pending', emulator), emulator)
}
