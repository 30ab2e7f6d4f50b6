import type { z } from 'zod'
import type { Emulator } from '../emulator'
import { type Organization, presentOrganization } from '../objects/organization'
import { addDomain, requireFreeDomain } from './addDomain'
import { mergeMetadata } from './mergeMetadata'
import { organizationInput, requireFreeExternalId } from './organizationInput'

export const newOrganizationInput = organizationInput

export function createOrganization(input: z.infer<typeof newOrganizationInput>, emulator: Emulator): Organization {
  const { store, clock, newId, events } = emulator
  const { domain_data = [], metadata, external_id = null, stripe_customer_id = null, ...fields } = input
  requireFreeExternalId(external_id, null, emulator)
  domain_data.forEach(({ domain }) => requireFreeDomain(domain, emulator))
  const organization = store.organizations.insert({
    id: newId('org'),
    allow_profiles_outside_organization: false,
    ...fields,
    external_id,
    stripe_customer_id,
    metadata: mergeMetadata({}, metadata),
    created_at: clock.iso(),
    updated_at: clock.iso(),
  })
  domain_data.forEach(({ domain, state }) => addDomain(organization.id, domain, state, emulator))
  events.emit('organization.created', presentOrganization(organization, store))
  return organization
}
