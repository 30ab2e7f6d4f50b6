import type { H3Event } from 'h3'
import type { Brand } from '../../common/brand'
import { findTenant, withTenant, type TenantQuery } from '../../common/tenant'
import { appLooks } from './appLooks'
import { claimedOrigin } from './origin/claimedOrigin'

export interface ResolvedBrand {
  brand: Brand
  /** The WorkOS organization whose brand it is; null for the application's own. */
  organizationId: string | null
}

/** The brand to show: a tenant's, by their host or their organization, or else the application's own. */
export function resolveBrand(query: TenantQuery): ResolvedBrand {
  const { tenants, ...brand } = appLooks().brand
  const tenant = findTenant(tenants, query)
  return tenant
    ? { brand: withTenant(brand, tenant.brand), organizationId: tenant.organizationId }
    : { brand, organizationId: null }
}

/** The brand of a request: by its host, or by the organization that it names. */
export function brandOf(event: H3Event, organizationId?: string | null): ResolvedBrand {
  return resolveBrand({ host: claimedOrigin(event).host, organizationId })
}

/** Every brand there is, by its place in `app.config.ts`. */
export function eachBrand(): [path: string, brand: Brand][] {
  const { tenants, ...brand } = appLooks().brand
  return [['brand', brand], ...Object.entries(tenants).map(([id, tenant]): [string, Brand] => [`brand.tenants.${id}`, withTenant(brand, tenant)])]
}
