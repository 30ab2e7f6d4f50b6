import type { Emulator } from '../emulator'
import { type Organization, presentOrganization } from '../objects/organization'

/** Tells only of the organization, as with users: nobody should wait for an event of each child. */
export function deleteOrganization(organization: Organization, { store, events }: Emulator): void {
  const shown = presentOrganization(organization, store)
  for (const rows of [store.organizationDomains, store.memberships, store.invitations, store.connections, store.roles]) {
    for (const row of rows.all()) if (row.organization_id === organization.id) rows.delete(row.id)
  }
  store.organizationPolicies.delete(organization.id)
  store.organizations.delete(organization.id)
  events.emit('organization.deleted', shown)
}
