import { v } from 'convex/values'
import { parse } from 'convex-helpers/validators'
import type { QueryCtx } from '../_generated/server'
import { hooks } from '../hooks'
import { removePartsOf } from './cascade'
import { defineKind } from './kind'
import type { Question } from './tables'
import { organizationDomains } from './organizationDomains'
import { nullableText, toMs } from './wire'

const wire = v.object({
  id: v.string(),
  name: v.string(),
  external_id: nullableText,
  /** Whole objects, or in events of older environments only parts of them. */
  domains: v.optional(v.array(v.object({
    id: v.optional(v.string()),
    organization_id: v.optional(v.string()),
    domain: v.optional(v.string()),
    state: nullableText,
    created_at: v.optional(v.string()),
    updated_at: v.optional(v.string()),
  }))),
  created_at: v.string(),
  updated_at: v.string(),
})

/** https://workos.com/docs/reference/organization */
export const organizations = defineKind({
  table: 'organizations',
  path: id => `/organizations/${encodeURIComponent(id)}`,
  wire,
  toRow: organization => ({
    workosId: organization.id,
    name: organization.name,
    externalId: organization.external_id ?? null,
    workosCreatedAt: toMs(organization.created_at),
    workosUpdatedAt: toMs(organization.updated_at),
  }),
  idOf: row => row.workosId,
  idOfReference: ({ id }) => id,
  find: (ctx, id) => ctx.db.query('organizations').withIndex('by_workos_id', q => q.eq('workosId', id)).unique(),
  storeParts: async (ctx, { domains = [] }, source) => {
    const whole = domains.filter(({ id, organization_id, domain, created_at, updated_at }) =>
      id && organization_id && domain && created_at && updated_at)
    for (const domain of whole) await organizationDomains.store(ctx, domain, source)
  },
  removeParts: removePartsOf('organization'),
  onCreated: (ctx, organization) => hooks.onOrganizationCreated?.(ctx, organization),
  onUpdated: (ctx, organization, previous) => hooks.onOrganizationUpdated?.(ctx, organization, previous),
  onDeleted: (ctx, organization) => hooks.onOrganizationDeleted?.(ctx, organization),
})

/** The rows of domains that the organization does not name (any more). There is no list of domains to compare with. */
export async function missingDomains({ db }: Pick<QueryCtx, 'db'>, organization: unknown): Promise<Question[]> {
  const { id, domains } = parse(wire, organization)
  if (!domains) return []
  const stored = await db.query('organizationDomains').withIndex('by_organization', q => q.eq('workosOrganizationId', id)).collect()
  return stored
    .filter(({ workosId }) => !domains.some(domain => domain.id === workosId))
    .map(({ workosId }) => ({ kind: 'organizationDomains', id: workosId }))
}
