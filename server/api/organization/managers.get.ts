import { getQuery } from 'h3'
import { z } from 'zod'
import { api } from '../../../convex/_generated/api'
import type { Managers } from '../../../common/managers'
import { PERMISSIONS } from '../../../common/permissions'
import { personName } from '../../../common/personName'
import { defineApiHandler } from '../../utils/authHandler'
import { convexAsUser } from '../../utils/convex'
import { requireValid } from '../../utils/readBody'

const querySchema = z.object({ permission: z.enum(PERMISSIONS) })
/** Among so many members somebody will be found who can help. */
const LOOKED_AT = 200
const NAMED = 3

/** Whom in the caller's organization to ask for something that takes a permission. Colleagues may know that. */
export default defineApiHandler(async (event): Promise<Managers> => {
  const { permission } = requireValid(querySchema, getQuery(event))
  return await convexAsUser(event, async (convex) => {
    const [organization, roles, members] = await Promise.all([
      convex.query(api.organizations.current, {}),
      convex.query(api.roles.list, {}),
      convex.query(api.members.list, { paginationOpts: { cursor: null, numItems: LOOKED_AT } }),
    ])
    const able = new Set(roles.filter(({ permissions }) => permissions.includes(permission)).map(({ slug }) => slug))
    const people = members.page
      .filter(({ status, roles }) => status === 'active' && roles.some(({ slug }) => able.has(slug)))
      .flatMap(({ user }) => user ? [{ name: personName(user), email: user.email }] : [])
    return { organization: organization.name, role: organization.role ? organization.role.name : null, people: people.slice(0, NAMED) }
  })
})
