import type { Emulator } from '../emulator'
import { notFound } from '../http/apiError'
import type { Organization } from '../objects/organization'

export function requireOrganization(id: string, { store }: Pick<Emulator, 'store'>): Organization {
  const organization = store.organizations.get(id)
  if (!organization) throw notFound('Organization', id)
  return organization
}
