import { z } from 'zod'
import { callWorkos } from '../../../utils/callWorkos'
import { requireEmail } from '../../../utils/emailAddress'
import { requireRoom } from '../../../utils/limits/requireRoom'
import { defineChangeHandler, done } from '../../../utils/organization/changeHandler'
import { mailInvitation } from '../../../utils/organization/mailInvitation'
import { listRoles, requireRoleWithinOwn } from '../../../utils/organization/roles'
import { workosGrants } from '../../../utils/workos'

/** Invites somebody into the caller's organization. Without a role they get the one that WorkOS gives by default. */
export default defineChangeHandler({
  permission: 'members:manage',
  body: z.object({ email: z.string('email_missing').max(320, 'email_invalid'), role: z.string().max(128).optional() }),
  change: async ({ event, body, member: { session, organizationId } }) => {
    const email = requireEmail(body.email)
    if (body.role) requireRoleWithinOwn(await listRoles(organizationId), body.role, session)
    await requireRoom(event, 'invite', email)
    const invitation = await callWorkos(() => workosGrants().userManagement.sendInvitation({
      email,
      organizationId,
      inviterUserId: session.user.id,
      ...(body.role && { roleSlug: body.role }),
    }))
    await mailInvitation(event, invitation, session)
    return done('invited')
  },
})
