import type { Brand, BrandInput, TenantInput } from './brand'

export interface Tenant {
  /** The id of the WorkOS organization. */
  organizationId: string
  brand: TenantInput
}

export interface TenantQuery {
  /** With or without a port. */
  host?: string
  organizationId?: string | null
}

/** Whose page this is. A tenant's own host is theirs alone, whatever else the address asks for. */
export function findTenant(tenants: Readonly<Record<string, TenantInput>>, { host = '', organizationId }: TenantQuery): Tenant | null {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  const owner = Object.keys(tenants).find(id => tenants[id]?.hosts?.includes(name))
  const id = owner ?? organizationId ?? ''
  const brand = Object.hasOwn(tenants, id) ? tenants[id] : undefined
  return brand ? { organizationId: id, brand } : null
}

/** A brand with what differs for a tenant. */
export function withTenant(brand: Brand, tenant: BrandInput): Brand {
  const { logo, colors, providers, texts, ...rest } = tenant
  return {
    ...brand,
    ...rest,
    // Another picture for light pages leaves none of the old one on dark pages.
    logo: logo?.light ? { light: '', dark: '', withName: true, ...logo } : { ...brand.logo, ...logo },
    colors: { ...brand.colors, ...colors },
    providers: { ...brand.providers, ...providers },
    texts: mergeTexts(brand.texts, texts),
  }
}

function mergeTexts(texts: Brand['texts'], own: BrandInput['texts'] = {}): Brand['texts'] {
  const languages = [...new Set([...Object.keys(texts), ...Object.keys(own)])]
  return Object.fromEntries(languages.map(language => [language, { ...texts[language], ...own[language] }]))
}
