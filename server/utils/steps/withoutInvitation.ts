import { AuthError } from '../authError'
import { readInvitation } from '../invitation'
import { updateFlow } from '../flow'
import type { EnterStep } from './step'

/** The invitation does not fit, so the next try goes without it, and the person is told whom it is for. */
export const enterWithoutInvitation: EnterStep = async ({ cause }, { event, flow: { invitationToken } }) => {
  const invitation = invitationToken ? await readInvitation(invitationToken).catch(() => null) : null
  await updateFlow(event, { invitationToken: undefined, organizationId: undefined, step: undefined })
  const isForSomeoneElse = invitation?.state === 'pending'
  throw isForSomeoneElse
    ? new AuthError('invitation_wrong_address', { status: 400, params: { email: invitation.email }, page: '/login', cause })
    : new AuthError('invitation_invalid', { status: 400, page: '/login', cause })
}
