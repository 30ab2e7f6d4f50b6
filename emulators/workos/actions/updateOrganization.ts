import type { z } from 'zod'
import type { Emulator } from '../emulator'
import { type Organization, presentOrganization } from '../objects/organization'
import { addDomain, requireFreeDomain } from './addDomain'
import { mergeMetadata } from './mergeMetadata'
import { organizationInput, requireFreeExternalId } from './organizationInput'
import { removeDomain } from './removeDomain'

export const organizationChange = organizationInput.partial()

export function updateOrganization(organization: Organization, input: z.infer<typeof organizationChange>, emulator: Emulator): Organization {
  const { store, clock, events } = emulator
  const { domain_data, metadata, ...fields } = input
  requireFreeExternalId(fields.external_id, organization.id, emulator)
  if (domain_data) replaceDomains(organization.id, domain_data, emulator)
  const changed = store.organizations.update(organization.id, {
    ...fields,
    metadata: mergeMetadata(organization.metadata, metadata),
    updated_at: clock.iso(),
  })
  events.emit('organization.updated', presentOrganization(changed, store))
  return changed
}

type DomainData = NonNullable<z.infer<typeof organizationChange>['domain_data']>

/** A domain that stays keeps its id and its state. */
function replaceDomains(organizationId: string, wanted: DomainData, emulator: Emulator): void {
  const current = emulator.store.organizationDomains.filter(row => row.organization_id === organizationId)
  const isCurrent = (domain: string) => current.some(row => row.domain === domain.toLowerCase())
  const added = wanted.filter(({ domain }) => !isCurrent(domain))
  added.forEach(({ domain }) => requireFreeDomain(domain, emulator))
  current
    .filter(row => !wanted.some(({ domain }) => domain.toLowerCase() === row.domain))
    .forEach(row => removeDomain(row, emulator))
  added.forEach(({ domain, state }) => addDomain(organizationId, domain, state, emulator))
}
