import type { Emulator } from '../emulator'
import { oauthError } from '../http/apiError'
import { type Invitation, invitationState, mayUseInvitation } from '../objects/invitation'

/** Says the same of an invitation that ran out and of one that never was. @param email of whoever wants to use it. */
export function requireInvitation(token: string, email: string, { store, clock }: Emulator): Invitation {
  const invitation = store.invitations.find(row => row.token === token)
  if (!invitation || invitationState(invitation, clock.now()) !== 'pending') {
    throw oauthError('invitation_invalid', 'The invitation is invalid.')
  }
  if (!mayUseInvitation(email, invitation)) {
    throw oauthError('invitation_cannot_be_used_for_email', 'The invitation cannot be used for this email address.')
  }
  return invitation
}
