import { v } from 'convex/values'
import { internal } from '../_generated/api'
import { internalMutation, type MutationCtx, type QueryCtx } from '../_generated/server'
import { invitations } from './invitations'
import type { Kind } from './kind'
import { memberships } from './memberships'
import { organizationDomains } from './organizationDomains'
import { roleId, roles } from './roles'

type FindParts = (ctx: Pick<QueryCtx, 'db'>, owner: string, limit: number) => Promise<{ id: string, workosUpdatedAt: number }[]>
interface Parts { kind: Kind, find: FindParts }

/** Far below what a transaction may write, whatever the hooks do besides. */
const REMOVED_AT_ONCE = 100

const PARTS: Record<'user' | 'organization', Parts[]> = {
  user: [
    { kind: memberships, find: async ({ db }, owner, limit) => named(await db.query('memberships').withIndex('by_user_and_organization', q => q.eq('workosUserId', owner)).take(limit)) },
  ],
  organization: [
    { kind: memberships, find: async ({ db }, owner, limit) => named(await db.query('memberships').withIndex('by_organization', q => q.eq('workosOrganizationId', owner)).take(limit)) },
    { kind: invitations, find: async ({ db }, owner, limit) => named(await db.query('invitations').withIndex('by_organization', q => q.eq('workosOrganizationId', owner)).take(limit)) },
    { kind: organizationDomains, find: async ({ db }, owner, limit) => named(await db.query('organizationDomains').withIndex('by_organization', q => q.eq('workosOrganizationId', owner)).take(limit)) },
    {
      kind: roles,
      find: async ({ db }, owner, limit) => {
        const rows = await db.query('roles').withIndex('by_organization_and_slug', q => q.eq('workosOrganizationId', owner)).take(limit)
        return rows.map(({ slug, workosUpdatedAt }) => ({ id: roleId(owner, slug), workosUpdatedAt }))
      },
    },
  ],
}

/**
 * How to remove what belonged to an object that is gone: WorkOS may tell of the end of a user or an
 * organization only, and not of the end of each membership. A long list is removed in transactions that follow.
 */
export function removePartsOf(owner: keyof typeof PARTS) {
  return async (ctx: MutationCtx, id: string, deletedAt: number): Promise<void> => {
    let left = REMOVED_AT_ONCE
    for (const { kind, find } of PARTS[owner]) {
      const found = await find(ctx, id, left)
      for (const part of found) await kind.remove(ctx, part.id, Math.max(deletedAt, part.workosUpdatedAt))
      left -= found.length
      if (left === 0) return void await ctx.scheduler.runAfter(0, internal.sync.cascade.removeMore, { owner, id, deletedAt })
    }
  }
}

export const removeMore = internalMutation({
  args: { owner: v.union(v.literal('user'), v.literal('organization')), id: v.string(), deletedAt: v.number() },
  returns: v.null(),
  handler: async (ctx, { owner, id, deletedAt }) => {
    await removePartsOf(owner)(ctx, id, deletedAt)
    return null
  },
})

function named(rows: { workosId: string, workosUpdatedAt: number }[]) {
  return rows.map(({ workosId, workosUpdatedAt }) => ({ id: workosId, workosUpdatedAt }))
}
