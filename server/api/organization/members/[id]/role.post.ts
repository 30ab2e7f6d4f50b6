import { z } from 'zod'
import { callWorkos } from '../../../../utils/callWorkos'
import { defineChangeHandler, done } from '../../../../utils/organization/changeHandler'
import { requireOther } from '../../../../utils/organization/requireOther'
import { listRoles, requireRoleWithinOwn } from '../../../../utils/organization/roles'
import { workosGrants } from '../../../../utils/workos'

/** Gives a member another role. It counts for them as soon as their token is renewed. */
export default defineChangeHandler({
  permission: 'members:manage',
  body: z.object({ role: z.string('role_missing').min(1, 'role_missing').max(128) }),
  change: async ({ event, body, member }) => {
    const { id } = await requireOther(event, member)
    requireRoleWithinOwn(await listRoles(member.organizationId), body.role, member.session)
    await callWorkos(() => workosGrants().userManagement.updateOrganizationMembership(id, { roleSlug: body.role }))
    return done('role')
  },
})
