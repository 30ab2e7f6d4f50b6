import { v } from 'convex/values'
import { internal } from './_generated/api'
import { action, internalMutation, internalQuery } from './_generated/server'
import { findUser, requireCaller, requireOpenSession, type Caller } from './lib/caller'
import { authedQuery } from './lib/functions'
import { requireClaims } from './lib/identity'
import { readIssueTime } from './lib/issueTime'
import { isMembershipStored } from './lib/membership'
import { readPerson, storePerson } from './sync/person'
import { ask } from './sync/question'
import { question } from './sync/tables'

/** What was read from WorkOS less than this many ms ago is not read again, so callers cannot make us hammer WorkOS. */
const FRESH_FOR_MS = 60_000

export const current = authedQuery({
  args: {},
  handler: async ctx => ctx.user,
})

/**
 * Makes sure that the caller has a row, with their memberships and organizations, written from what
 * WorkOS itself says of them: an access token carries no profile, and what a caller says of
 * themselves is no source. Run at every sign-in, and by a client that was answered `user_not_stored`.
 *
 * @throws ConvexError `session_ended` or `no_organization` for someone whom WorkOS does not know (there) any more.
 */
export const ensure = action({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const { workosUserId } = await requireClaims(ctx)
    const at = Date.now()
    const issuedAt = await readIssueTime(ctx)
    if (!await ctx.runQuery(internal.users.isFresh, { since: at - FRESH_FOR_MS, issuedAt })) {
      const open = await ctx.runMutation(internal.users.upsert, { workosUserId, at, person: await readPerson(workosUserId) })
      if (open.length > 0) await ctx.runMutation(internal.sync.refresh.store, { answers: await Promise.all(open.map(ask)) })
    }
    // Whoever is refused now would be refused again.
    await ctx.runQuery(internal.users.caller, {})
    return null
  },
})

/** Who calls, for actions, which have no database of their own. */
export const caller = internalQuery({
  args: {},
  handler: async (ctx): Promise<Caller> => await requireCaller(ctx),
})

/** Whether what is stored of the caller is recent, and all that their token makes them ask for. */
export const isFresh = internalQuery({
  args: { since: v.number(), issuedAt: v.union(v.number(), v.null()) },
  returns: v.boolean(),
  handler: async (ctx, { since, issuedAt }) => {
    const claims = await requireClaims(ctx)
    await requireOpenSession(ctx, claims)
    const user = await findUser(ctx, claims.workosUserId)
    if (!user || user.readAt <= since) return false
    // A token from before WorkOS was asked would only be answered the same again.
    return await isMembershipStored(ctx, claims) || (issuedAt !== null && issuedAt <= user.readAt)
  },
})

export const upsert = internalMutation({
  args: {
    workosUserId: v.string(),
    person: v.object({ user: v.union(v.any(), v.null()), memberships: v.array(v.any()), isComplete: v.boolean() }),
    at: v.number(),
  },
  returns: v.array(question),
  handler: async (ctx, { workosUserId, person, at }) => await storePerson(ctx, workosUserId, person, at),
})
