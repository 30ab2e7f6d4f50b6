import { getRouterParam } from 'h3'
import { z } from 'zod'
import { callWorkos } from '../../../../utils/callWorkos'
import { defineChangeHandler, done } from '../../../../utils/organization/changeHandler'
import { requireInvitationTo } from '../../../../utils/organization/invitations'
import { workosGrants } from '../../../../utils/workos'

/** Takes an invitation back. */
export default defineChangeHandler({
  permission: 'members:manage',
  body: z.object({}),
  change: async ({ event, member }) => {
    const { id } = await requireInvitationTo(member.organizationId, getRouterParam(event, 'id') ?? '')
    await callWorkos(() => workosGrants().userManagement.revokeInvitation(id))
    return done('revoked')
  },
})
