import { z } from 'zod'
import { AuthError } from '../../utils/authError'
import { callWorkos } from '../../utils/callWorkos'
import { markSessionEnded } from '../../utils/endedSessions'
import { defineChangeHandler, done } from '../../utils/organization/changeHandler'
import { moveElsewhere } from '../../utils/organization/moveElsewhere'
import { requireSuccessor } from '../../utils/organization/requireSuccessor'
import { endAuthSession } from '../../utils/session'
import { workosGrants } from '../../utils/workos'

/**
 * Lets a member go. WorkOS ends sessions in an organization together with the membership, so the
 * session first moves to another one of theirs; without one the person is signed out.
 */
export default defineChangeHandler({
  body: z.object({ confirm: z.literal('1', 'leave_unconfirmed') }),
  change: async ({ event, member }) => {
    const { membership, session } = member
    if (membership.directoryManaged) throw new AuthError('directory_managed', { status: 409 })
    await requireSuccessor(member)
    const hasMoved = await moveElsewhere(event, member)
    await callWorkos(() => workosGrants().userManagement.deleteOrganizationMembership(membership.id))
    if (hasMoved) return done('left')
    await markSessionEnded(session.claims.sid)
    endAuthSession(event)
    return { redirectTo: '/' }
  },
})
