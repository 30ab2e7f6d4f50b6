import { z } from 'zod'
import { callWorkos } from '../../../../utils/callWorkos'
import { defineChangeHandler, done } from '../../../../utils/organization/changeHandler'
import { requireOther } from '../../../../utils/organization/requireOther'
import { workosGrants } from '../../../../utils/workos'

/** Removes a member. WorkOS ends their sessions in the organization. */
export default defineChangeHandler({
  permission: 'members:manage',
  body: z.object({}),
  change: async ({ event, member }) => {
    const { id } = await requireOther(event, member)
    await callWorkos(() => workosGrants().userManagement.deleteOrganizationMembership(id))
    return done('removed')
  },
})
