import { v } from 'convex/values'
import { defineKind } from './kind'
import { nullableText, toMs } from './wire'

/** https://workos.com/docs/reference/domain-verification */
export const organizationDomains = defineKind({
  table: 'organizationDomains',
  path: id => `/organization_domains/${encodeURIComponent(id)}`,
  wire: v.object({
    id: v.string(),
    organization_id: v.string(),
    domain: v.string(),
    state: nullableText,
    created_at: v.string(),
    updated_at: v.string(),
  }),
  toRow: domain => ({
    workosId: domain.id,
    workosOrganizationId: domain.organization_id,
    domain: domain.domain,
    state: domain.state ?? null,
    workosCreatedAt: toMs(domain.created_at),
    workosUpdatedAt: toMs(domain.updated_at),
  }),
  idOf: row => row.workosId,
  idOfReference: ({ id }) => id,
  find: (ctx, id) => ctx.db.query('organizationDomains').withIndex('by_workos_id', q => q.eq('workosId', id)).unique(),
  parentsOf: row => [row.workosOrganizationId],
})
