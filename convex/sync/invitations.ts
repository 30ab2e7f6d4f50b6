import { v } from 'convex/values'
import { defineKind } from './kind'
import { nullableText, toMs, toMsOrNull } from './wire'

/** https://workos.com/docs/reference/authkit/invitation */
export const invitations = defineKind({
  table: 'invitations',
  path: id => `/user_management/invitations/${encodeURIComponent(id)}`,
  wire: v.object({
    id: v.string(),
    email: v.string(),
    state: v.string(),
    organization_id: nullableText,
    role_slug: nullableText,
    inviter_user_id: nullableText,
    accepted_user_id: nullableText,
    expires_at: v.string(),
    accepted_at: nullableText,
    revoked_at: nullableText,
    created_at: v.string(),
    updated_at: v.string(),
  }),
  toRow: invitation => ({
    workosId: invitation.id,
    workosOrganizationId: invitation.organization_id ?? null,
    email: invitation.email,
    state: invitation.state,
    roleSlug: invitation.role_slug ?? null,
    inviterUserId: invitation.inviter_user_id ?? null,
    acceptedUserId: invitation.accepted_user_id ?? null,
    expiresAt: toMs(invitation.expires_at),
    acceptedAt: toMsOrNull(invitation.accepted_at),
    revokedAt: toMsOrNull(invitation.revoked_at),
    workosCreatedAt: toMs(invitation.created_at),
    workosUpdatedAt: toMs(invitation.updated_at),
  }),
  idOf: row => row.workosId,
  idOfReference: ({ id }) => id,
  find: (ctx, id) => ctx.db.query('invitations').withIndex('by_workos_id', q => q.eq('workosId', id)).unique(),
  parentsOf: row => row.workosOrganizationId === null ? [] : [row.workosOrganizationId],
})
