import type { Emulator } from '../emulator'
import { type OrganizationDomain, presentOrganizationDomain } from '../objects/organizationDomain'

/** Nobody looks at DNS. */
export function verifyDomain({ id }: OrganizationDomain, { store, clock, events }: Emulator): OrganizationDomain {
  const verified = store.organizationDomains.update(id, { state: 'verified', updated_at: clock.iso() })
  events.emit('organization_domain.verified', presentOrganizationDomain(verified))
  return verified
}
