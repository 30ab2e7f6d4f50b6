import { organizationQuery } from './lib/functions'
import { readRoles } from './lib/roles'

/** The roles that members of the caller's organization can have. */
export const list = organizationQuery({
  args: {},
  handler: async (ctx) => {
    const roles = await readRoles(ctx, ctx.organizationId)
    return roles.map(({ slug, name, description, permissions }) => ({ slug, name, description, permissions }))
  },
})
