import type { Doc } from '../_generated/dataModel'
import type { QueryCtx } from '../_generated/server'
import type { Permission } from '../../common/permissions'
import { appError, forbidden } from './errors'
import { requireClaims, type Claims } from './identity'
import { requireMembership } from './membership'

/** Who calls a function, and on whose behalf. */
export interface Caller extends Pick<Claims, 'organizationId' | 'role' | 'permissions'> {
  /** The caller's row. */
  user: Doc<'users'>
}

export interface OrganizationCaller extends Caller {
  organizationId: string
}

type Reader = Pick<QueryCtx, 'auth' | 'db'>

/**
 * The caller, if their session still counts. The token alone cannot say so: it stays valid for
 * minutes after the session or the membership behind it has ended. As this reads the tables that
 * webhooks write, the live queries of someone who loses access run again, and end.
 *
 * @throws ConvexError `unauthenticated`, `session_ended`, `user_not_stored` or `no_organization`.
 */
export async function requireCaller(ctx: Reader): Promise<Caller> {
  const claims = await requireClaims(ctx)
  await requireOpenSession(ctx, claims)
  const user = await requireStoredUser(ctx, claims)
  await requireMembership(ctx, claims)
  return toCaller(user, claims)
}

/**
 * Like `requireCaller`, but also for someone who is no longer a member of the organization their
 * token names: for what they may know of themselves, such as where else they belong.
 */
export async function requireCallerAnywhere(ctx: Reader): Promise<Caller> {
  const claims = await requireClaims(ctx)
  await requireOpenSession(ctx, claims)
  return toCaller(await requireStoredUser(ctx, claims), claims)
}

/** @throws ConvexError `no_organization` for someone who acts in none. */
export function requireOrganization(caller: Caller): OrganizationCaller {
  const { organizationId } = caller
  if (organizationId === null) throw appError('no_organization', 'Choose an organization to do this.')
  return { ...caller, organizationId }
}

/** @throws ConvexError `forbidden`, naming the permission. */
export function requirePermission({ permissions }: Pick<Caller, 'permissions'>, permission: Permission): void {
  if (!permissions.includes(permission)) throw forbidden(permission)
}

export async function findUser(ctx: Pick<QueryCtx, 'db'>, workosUserId: string): Promise<Doc<'users'> | null> {
  return await ctx.db
    .query('users')
    .withIndex('by_workos_user_id', q => q.eq('workosUserId', workosUserId))
    .unique()
}

/** @throws ConvexError `session_ended` when the session was revoked; its token would be good for minutes more. */
export async function requireOpenSession({ db }: Pick<QueryCtx, 'db'>, { sessionId }: Claims): Promise<void> {
  if (sessionId === null) return
  const ended = await db.query('endedSessions').withIndex('by_workos_session_id', q => q.eq('workosSessionId', sessionId)).first()
  if (ended) throw appError('session_ended', 'Your session has ended. Sign in again.')
}

/**
 * A caller who is answered `user_not_stored` runs `users:ensure` once and repeats: their row is not
 * there (yet). For a deleted user that would not help, so they are told that it is over.
 */
async function requireStoredUser({ db }: Pick<QueryCtx, 'db'>, { workosUserId }: Claims): Promise<Doc<'users'>> {
  const user = await findUser({ db }, workosUserId)
  if (user) return user
  const tombstone = await db.query('tombstones').withIndex('by_workos_id', q => q.eq('workosId', workosUserId)).first()
  if (tombstone) throw appError('session_ended', 'This account no longer exists.')
  throw appError('user_not_stored', 'This user is not in the database yet. Run users:ensure, then repeat.')
}

function toCaller(user: Doc<'users'>, { organizationId, role, permissions }: Claims): Caller {
  return { user, organizationId, role, permissions }
}
