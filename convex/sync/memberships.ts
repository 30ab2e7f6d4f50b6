import { v } from 'convex/values'
import { hooks } from '../hooks'
import { defineKind } from './kind'
import { toMs } from './wire'

/** https://workos.com/docs/reference/authkit/organization-membership */
export const memberships = defineKind({
  table: 'memberships',
  path: id => `/user_management/organization_memberships/${encodeURIComponent(id)}`,
  wire: v.object({
    id: v.string(),
    user_id: v.string(),
    organization_id: v.string(),
    status: v.string(),
    role: v.optional(v.object({ slug: v.string() })),
    /** With more than one entry where several roles are allowed; `role` is then the first. */
    roles: v.optional(v.array(v.object({ slug: v.string() }))),
    directory_managed: v.optional(v.boolean()),
    created_at: v.string(),
    updated_at: v.string(),
  }),
  toRow: ({ role, roles, ...membership }) => ({
    workosId: membership.id,
    workosUserId: membership.user_id,
    workosOrganizationId: membership.organization_id,
    status: membership.status,
    roleSlugs: (roles ?? (role ? [role] : [])).map(({ slug }) => slug),
    directoryManaged: membership.directory_managed ?? false,
    workosCreatedAt: toMs(membership.created_at),
    workosUpdatedAt: toMs(membership.updated_at),
  }),
  idOf: row => row.workosId,
  idOfReference: ({ id }) => id,
  find: (ctx, id) => ctx.db.query('memberships').withIndex('by_workos_id', q => q.eq('workosId', id)).unique(),
  parentsOf: row => [row.workosUserId, row.workosOrganizationId],
  referenceOf: row => ({ user_id: row.workosUserId, organization_id: row.workosOrganizationId }),
  onCreated: (ctx, membership) => hooks.onMembershipCreated?.(ctx, membership),
  onUpdated: (ctx, membership, previous) => hooks.onMembershipUpdated?.(ctx, membership, previous),
  onDeleted: (ctx, membership) => hooks.onMembershipDeleted?.(ctx, membership),
})
