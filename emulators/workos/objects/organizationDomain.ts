export const DOMAIN_STATES = ['failed', 'legacy_verified', 'pending', 'unverified', 'verified'] as const

export interface OrganizationDomain {
  readonly id: string
  readonly organization_id: string
  readonly domain: string
  readonly state: typeof DOMAIN_STATES[number]
  readonly verification_strategy: 'dns' | 'manual'
  readonly verification_token: string
  readonly verification_prefix: string
  readonly created_at: string
  readonly updated_at: string
}

export const presentOrganizationDomain = (domain: OrganizationDomain) => ({ object: 'organization_domain', ...domain })
