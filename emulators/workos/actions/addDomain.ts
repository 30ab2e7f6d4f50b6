import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import { type OrganizationDomain, presentOrganizationDomain } from '../objects/organizationDomain'
import { randomToken } from '../state/ids'

/** A domain belongs to one organization of the environment. */
export function requireFreeDomain(domain: string, { store }: Emulator): void {
  if (!store.organizationDomains.find(row => row.domain === domain.toLowerCase())) return
  throw codedError(409, 'organization_domain_already_exists', `The domain '${domain}' is already in use.`)
}

export function addDomain(
  organizationId: string,
  domain: string,
  state: OrganizationDomain['state'],
  { store, clock, newId, events }: Emulator,
): OrganizationDomain {
  const added = store.organizationDomains.insert({
    id: newId('org_domain'),
    organization_id: organizationId,
    domain: domain.toLowerCase(),
    state,
    verification_strategy: state === 'verified' ? 'manual' : 'dns',
    verification_token: randomToken(),
    verification_prefix: 'workos',
    created_at: clock.iso(),
    updated_at: clock.iso(),
  })
  events.emit('organization_domain.created', presentOrganizationDomain(added))
  return added
}
