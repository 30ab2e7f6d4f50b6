import { paginationOptsValidator } from 'convex/server'
import type { Doc } from './_generated/dataModel'
import { findUser } from './lib/caller'
import { organizationQuery } from './lib/functions'
import { nameRole, readRoles } from './lib/roles'

/**
 * Who belongs to the caller's organization, longest-standing members first. Colleagues know each
 * other: no permission is needed. `user` is null until the person's own row arrives.
 */
export const list = organizationQuery({
  args: { paginationOpts: paginationOptsValidator },
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query('memberships')
      .withIndex('by_organization', q => q.eq('workosOrganizationId', ctx.organizationId))
      .paginate(paginationOpts)
    const roles = await readRoles(ctx, ctx.organizationId)
    const page = await Promise.all(result.page.map(async ({ workosId, workosUserId, status, roleSlugs, directoryManaged }) => ({
      id: workosId,
      status,
      roles: roleSlugs.map(slug => nameRole(roles, slug)),
      directoryManaged,
      user: toProfile(await findUser(ctx, workosUserId)),
    })))
    return { ...result, page }
  },
})

function toProfile(user: Doc<'users'> | null) {
  if (!user) return null
  const { workosUserId: id, email, firstName, lastName, profilePictureUrl } = user
  return { id, email, firstName, lastName, profilePictureUrl }
}
