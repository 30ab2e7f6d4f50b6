import type { Doc } from '../_generated/dataModel'
import type { MutationCtx, QueryCtx } from '../_generated/server'
import type { Reference } from './kind'
import type { Source } from './version'

/** How far our clock may be from WorkOS's, and how long a read of WorkOS may take, in ms. */
const CLOCK_MARGIN_MS = 60_000

/** Remembers that an object is gone, and since when (in ms). */
export async function bury(ctx: MutationCtx, id: string, deletedAt: number, { user_id, organization_id }: Reference = {}): Promise<void> {
  const known = await findTombstone(ctx, id)
  const whose = user_id && organization_id ? { workosUserId: user_id, workosOrganizationId: organization_id } : {}
  if (!known) await ctx.db.insert('tombstones', { workosId: id, deletedAt, ...whose })
  else await ctx.db.patch(known._id, { deletedAt: Math.max(known.deletedAt, deletedAt), ...whose })
}

/**
 * Whether a state of an object is from before the object was deleted.
 *
 * @param updatedAt of the state, in ms, when the object's name may belong to a new object by now.
 */
export async function isBuried(ctx: MutationCtx, id: string, updatedAt: number | null, source: Source): Promise<boolean> {
  const tombstone = await findTombstone(ctx, id)
  if (!tombstone || (updatedAt !== null && updatedAt > tombstone.deletedAt)) return false
  return !isProof(source, tombstone)
}

/** An object that is there after all has no tombstone. */
export async function unearth(ctx: MutationCtx, id: string): Promise<void> {
  const tombstone = await findTombstone(ctx, id)
  if (tombstone) await ctx.db.delete(tombstone._id)
}

/** Whether an object is a part of one that is gone. Ids are never used again, so it is gone too. */
export async function isOrphaned(ctx: MutationCtx, parents: string[], source: Source): Promise<boolean> {
  const tombstones = await Promise.all(parents.map(id => findTombstone(ctx, id)))
  return tombstones.some(tombstone => tombstone !== null && !isProof(source, tombstone))
}

/**
 * A read that began well after the deletion and still found the object proves that it is there. A
 * reconciliation with the API key of another environment would leave tombstones that are wrong.
 */
function isProof({ eventId, at }: Source, { deletedAt }: Doc<'tombstones'>): boolean {
  return eventId === null && at > deletedAt + CLOCK_MARGIN_MS
}

async function findTombstone(ctx: Pick<QueryCtx, 'db'>, id: string): Promise<Doc<'tombstones'> | null> {
  return await ctx.db.query('tombstones').withIndex('by_workos_id', q => q.eq('workosId', id)).unique()
}
