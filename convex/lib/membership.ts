import type { Doc } from '../_generated/dataModel'
import type { QueryCtx } from '../_generated/server'
import { appError } from './errors'
import type { Claims } from './identity'

type Reader = Pick<QueryCtx, 'db'>

/**
 * Refuses a token whose organization its holder has left. WorkOS names an organization only in
 * tokens of active members, so a membership that is not known (yet) is believed, and one that is
 * known to have ended is believed again when the person signed in after that: they were added once
 * more, and the webhook that says so is still under way. Someone added once more who only renewed
 * their token is let in by that webhook, or by `users:ensure`, which asks WorkOS. (Convex shows
 * functions `auth_time` but not `iat`.)
 *
 * @throws ConvexError `no_organization`.
 */
export async function requireMembership(ctx: Reader, { workosUserId, organizationId, authenticatedAt }: Claims): Promise<void> {
  if (organizationId === null) return
  const endedAt = await membershipEnd(ctx, workosUserId, organizationId)
  if (endedAt === null || (authenticatedAt !== null && authenticatedAt > endedAt)) return
  throw appError('no_organization', 'You are no longer a member of this organization.')
}

/** Whether all that organization functions read of the caller is there. */
export async function isMembershipStored(ctx: Reader, { workosUserId, organizationId }: Claims): Promise<boolean> {
  if (organizationId === null) return true
  const rows = await findMemberships(ctx, workosUserId, organizationId)
  return rows.some(isActive) && await findOrganization(ctx, organizationId) !== null
}

export async function findOrganization({ db }: Reader, workosId: string): Promise<Doc<'organizations'> | null> {
  return await db.query('organizations').withIndex('by_workos_id', q => q.eq('workosId', workosId)).unique()
}

/** @returns when the membership ended, in ms; null for an active one and for one that is not known. */
async function membershipEnd(ctx: Reader, workosUserId: string, organizationId: string): Promise<number | null> {
  const rows = await findMemberships(ctx, workosUserId, organizationId)
  if (rows.some(isActive)) return null
  const { db } = ctx
  if (await db.query('tombstones').withIndex('by_workos_id', q => q.eq('workosId', organizationId)).first()) return Infinity
  const removals = await db
    .query('tombstones')
    .withIndex('by_user_and_organization', q => q.eq('workosUserId', workosUserId).eq('workosOrganizationId', organizationId))
    .collect()
  const ends = [...rows.map(({ workosUpdatedAt }) => workosUpdatedAt), ...removals.map(({ deletedAt }) => deletedAt)]
  return ends.length === 0 ? null : Math.max(...ends)
}

/** More than one only while events of an earlier membership are under way. */
async function findMemberships({ db }: Reader, workosUserId: string, organizationId: string): Promise<Doc<'memberships'>[]> {
  return await db
    .query('memberships')
    .withIndex('by_user_and_organization', q => q.eq('workosUserId', workosUserId).eq('workosOrganizationId', organizationId))
    .collect()
}

const isActive = ({ status }: Doc<'memberships'>) => status === 'active'
