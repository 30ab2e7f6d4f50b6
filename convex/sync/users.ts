import { v } from 'convex/values'
import { hooks } from '../hooks'
import { findUser } from '../lib/caller'
import { removePartsOf } from './cascade'
import { defineKind } from './kind'
import { nullableText, toMs } from './wire'

/** https://workos.com/docs/reference/authkit/user */
export const users = defineKind({
  table: 'users',
  path: id => `/user_management/users/${encodeURIComponent(id)}`,
  wire: v.object({
    id: v.string(),
    email: v.string(),
    email_verified: v.boolean(),
    first_name: nullableText,
    last_name: nullableText,
    profile_picture_url: nullableText,
    created_at: v.string(),
    updated_at: v.string(),
  }),
  toRow: user => ({
    workosUserId: user.id,
    email: user.email,
    emailVerified: user.email_verified,
    firstName: user.first_name ?? null,
    lastName: user.last_name ?? null,
    profilePictureUrl: user.profile_picture_url ?? null,
    workosCreatedAt: toMs(user.created_at),
    workosUpdatedAt: toMs(user.updated_at),
  }),
  idOf: row => row.workosUserId,
  idOfReference: ({ id }) => id,
  find: findUser,
  initial: { readAt: 0 },
  removeParts: removePartsOf('user'),
  onCreated: (ctx, user) => hooks.onUserCreated?.(ctx, user),
  onUpdated: (ctx, user, previous) => hooks.onUserUpdated?.(ctx, user, previous),
  onDeleted: (ctx, user) => hooks.onUserDeleted?.(ctx, user),
})
