import { paginationOptsValidator } from 'convex/server'
import { organizationQuery } from './lib/functions'

/** Invitations to the caller's organization, newest first. One that is `pending` may have expired: see `expiresAt`. */
export const list = organizationQuery({
  permission: 'members:manage',
  args: { paginationOpts: paginationOptsValidator },
  handler: async ({ db, organizationId }, { paginationOpts }) => {
    const result = await db
      .query('invitations')
      .withIndex('by_organization', q => q.eq('workosOrganizationId', organizationId))
      .order('desc')
      .paginate(paginationOpts)
    return {
      ...result,
      page: result.page.map(({ workosId, email, state, roleSlug, expiresAt, workosCreatedAt }) =>
        ({ id: workosId, email, state, role: roleSlug, expiresAt, createdAt: workosCreatedAt })),
    }
  },
})
