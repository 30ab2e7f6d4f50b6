import type { Store } from '../state/store'
import { presentOrganizationDomain } from './organizationDomain'

export interface Organization {
  readonly id: string
  readonly name: string
  readonly external_id: string | null
  readonly metadata: Readonly<Record<string, string>>
  readonly stripe_customer_id: string | null
  readonly allow_profiles_outside_organization: boolean
  readonly created_at: string
  readonly updated_at: string
}

export function presentOrganization({ stripe_customer_id, ...organization }: Organization, store: Store) {
  return {
    object: 'organization',
    ...organization,
    ...(stripe_customer_id !== null && { stripe_customer_id }),
    domains: store.organizationDomains
      .filter(domain => domain.organization_id === organization.id)
      .map(presentOrganizationDomain),
  }
}
