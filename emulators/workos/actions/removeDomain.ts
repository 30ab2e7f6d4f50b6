import type { Emulator } from '../emulator'
import { type OrganizationDomain, presentOrganizationDomain } from '../objects/organizationDomain'

export function removeDomain(domain: OrganizationDomain, { store, events }: Emulator): void {
  store.organizationDomains.delete(domain.id)
  events.emit('organization_domain.deleted', presentOrganizationDomain(domain))
}
