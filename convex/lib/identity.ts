import type { Auth, UserIdentity } from 'convex/server'
import type { Doc } from '../_generated/dataModel'
import type { QueryCtx } from '../_generated/server'
import { appError } from './errors'

/** @throws ConvexError `unauthenticated` when the caller sent no valid access token. */
export async function requireIdentity(ctx: { auth: Auth }): Promise<UserIdentity> {
  const identity = await ctx.auth.getUserIdentity()
  if (!identity) throw appError('unauthenticated', 'Sign in to do this.')
  return identity
}

/**
 * The caller's row. Looked up by `subject`: `tokenIdentifier` contains the issuer and changes with it.
 *
 * @throws ConvexError `unauthenticated`, or `user_not_stored` when the row is not there (yet):
 * the caller then runs `users:ensure` once and repeats.
 */
export async function requireUser(ctx: Pick<QueryCtx, 'auth' | 'db'>): Promise<Doc<'users'>> {
  const identity = await requireIdentity(ctx)
  const user = await findUser(ctx, identity.subject)
  if (!user) throw appError('user_not_stored', 'This user is not in the database yet. Run users:ensure, then repeat.')
  return user
}

export async function findUser(ctx: Pick<QueryCtx, 'db'>, workosUserId: string): Promise<Doc<'users'> | null> {
  return await ctx.db
    .query('users')
    .withIndex('by_workos_user_id', q => q.eq('workosUserId', workosUserId))
    .unique()
}
