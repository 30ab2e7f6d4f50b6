import { z } from 'zod'
import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import { metadataInput } from '../http/input'

export const organizationInput = z.object({
  name: z.string().trim().min(1),
  domain_data: z.array(z.object({ domain: z.string().min(1), state: z.enum(['verified', 'pending']) })).optional(),
  external_id: z.string().max(128).nullish(),
  stripe_customer_id: z.string().nullish(),
  allow_profiles_outside_organization: z.boolean().optional(),
  metadata: metadataInput.nullish(),
})

/** One external id per environment. */
export function requireFreeExternalId(externalId: string | null | undefined, ownId: string | null, { store }: Emulator): void {
  if (!externalId || !store.organizations.find(row => row.external_id === externalId && row.id !== ownId)) return
  throw codedError(400, 'external_id_already_used', 'This external id is already used by another organization.')
}
