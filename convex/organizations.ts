import { appError } from './lib/errors'
import { authedQueryAnywhere, organizationQuery } from './lib/functions'
import { findOrganization } from './lib/membership'
import { nameRole, readRoles } from './lib/roles'

/** The organization that the caller acts in, and what they may do there. */
export const current = organizationQuery({
  args: {},
  handler: async (ctx) => {
    const { organizationId: id, role, permissions } = ctx
    const organization = await findOrganization(ctx, id)
    // It arrives with the caller's own row or a webhook, and then this query runs again.
    if (!organization) throw appError('not_found', 'This organization is not in the database yet.')
    return { id, name: organization.name, role: role && nameRole(await readRoles(ctx, id), role), permissions }
  },
})

/** The organizations that the caller can switch between, by name. */
export const mine = authedQueryAnywhere({
  args: {},
  handler: async (ctx) => {
    const memberships = await ctx.db
      .query('memberships')
      .withIndex('by_user_and_organization', q => q.eq('workosUserId', ctx.user.workosUserId))
      .collect()
    const active = memberships.filter(({ status }) => status === 'active')
    const listed = await Promise.all(active.map(async ({ workosOrganizationId: id, roleSlugs }) => {
      const organization = await findOrganization(ctx, id)
      return organization && { id, name: organization.name, roles: roleSlugs, isCurrent: id === ctx.organizationId }
    }))
    return listed.filter(organization => organization !== null).sort((a, b) => a.name.localeCompare(b.name))
  },
})
