import { v } from 'convex/values'
import { internal } from './_generated/api'
import { action, internalMutation, internalQuery } from './_generated/server'
import { authedQuery } from './lib/functions'
import { findUser, requireIdentity } from './lib/identity'
import { fetchWorkosUser } from './lib/workosUser'
import schema from './schema'

/** A profile read from WorkOS less than this many ms ago is not read again, so callers cannot make us hammer WorkOS. */
const FRESH_FOR_MS = 60_000

export const current = authedQuery({
  args: {},
  handler: async ctx => ctx.user,
})

/**
 * Makes sure that the caller has a row, written from what WorkOS itself says of them: an access
 * token carries no profile, and what a caller says of themselves is no source.
 * Run at every sign-in, and by a client that was answered `user_not_stored`.
 */
export const ensure = action({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const { subject } = await requireIdentity(ctx)
    if (await ctx.runQuery(internal.users.isFresh, { workosUserId: subject, since: Date.now() - FRESH_FOR_MS })) return null
    await ctx.runMutation(internal.users.upsert, { ...await fetchWorkosUser(subject), readAt: Date.now() })
    return null
  },
})

export const isFresh = internalQuery({
  args: { workosUserId: v.string(), since: v.number() },
  handler: async (ctx, { workosUserId, since }) => {
    const user = await findUser(ctx, workosUserId)
    return user !== null && user.readAt > since
  },
})

export const upsert = internalMutation({
  args: schema.tables.users.validator.fields,
  handler: async (ctx, profile) => {
    const user = await findUser(ctx, profile.workosUserId)
    if (!user) return await ctx.db.insert('users', profile)
    const isNewer = profile.workosUpdatedAt > user.workosUpdatedAt
    await ctx.db.patch(user._id, isNewer ? profile : { readAt: profile.readAt })
    return user._id
  },
})
