import { v } from 'convex/values'
import { defineKind } from './kind'
import { nullableText, toMs } from './wire'

/** Of a role of the environment, `organizationId` is null. Events do not name the id of a role, and a slug is free again after it. */
export function roleId(organizationId: string | null | undefined, slug: string): string {
  return `role ${organizationId ?? ''} ${slug}`
}

function partsOf(id: string): { organizationId: string | null, slug: string } {
  const [, organizationId, slug = ''] = id.split(' ')
  return { organizationId: organizationId || null, slug }
}

/** https://workos.com/docs/reference/roles */
export const roles = defineKind({
  table: 'roles',
  path: (id) => {
    const { organizationId, slug } = partsOf(id)
    return `/authorization${organizationId ? `/organizations/${encodeURIComponent(organizationId)}` : ''}/roles/${encodeURIComponent(slug)}`
  },
  fill: (role, id) => ({ ...role, organization_id: partsOf(id).organizationId }),
  wire: v.object({
    slug: v.string(),
    organization_id: nullableText,
    /** Events of roles of the environment say neither name nor description. */
    name: v.optional(v.string()),
    description: nullableText,
    permissions: v.optional(v.array(v.string())),
    created_at: v.string(),
    updated_at: v.string(),
  }),
  toRow: role => ({
    slug: role.slug,
    workosOrganizationId: role.organization_id ?? null,
    name: role.name ?? role.slug,
    description: role.description ?? null,
    permissions: role.permissions ?? [],
    workosCreatedAt: toMs(role.created_at),
    workosUpdatedAt: toMs(role.updated_at),
  }),
  isPartial: role => role.name === undefined,
  kept: ({ name, description }) => ({ name, description }),
  idOf: row => roleId(row.workosOrganizationId, row.slug),
  idOfReference: ({ organization_id, slug }) => slug === undefined ? undefined : roleId(organization_id, slug),
  isNameReused: true,
  find: (ctx, id) => {
    const { organizationId, slug } = partsOf(id)
    return ctx.db
      .query('roles')
      .withIndex('by_organization_and_slug', q => q.eq('workosOrganizationId', organizationId).eq('slug', slug))
      .unique()
  },
  parentsOf: row => row.workosOrganizationId === null ? [] : [row.workosOrganizationId],
})
