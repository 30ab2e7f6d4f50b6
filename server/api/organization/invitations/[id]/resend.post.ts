import { getRouterParam } from 'h3'
import { z } from 'zod'
import { callWorkos } from '../../../../utils/callWorkos'
import { requireRoom } from '../../../../utils/limits/requireRoom'
import { defineChangeHandler, done } from '../../../../utils/organization/changeHandler'
import { requireInvitationTo } from '../../../../utils/organization/invitations'
import { mailInvitation } from '../../../../utils/organization/mailInvitation'
import { workosGrants } from '../../../../utils/workos'

/** Mails an invitation once more. */
export default defineChangeHandler({
  permission: 'members:manage',
  body: z.object({}),
  change: async ({ event, member: { session, organizationId } }) => {
    const { id, email } = await requireInvitationTo(organizationId, getRouterParam(event, 'id') ?? '')
    await requireRoom(event, 'invite', email)
    const invitation = await callWorkos(() => workosGrants().userManagement.resendInvitation(id))
    await mailInvitation(event, invitation, session)
    return done('resent')
  },
})
