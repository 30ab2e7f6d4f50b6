import type { Emulator } from '../emulator'
import { type Invitation, presentInvitationInEvent } from '../objects/invitation'
import { withdrawPending } from './withdrawPending'

/** The last thing that happens: an invitation whose use failed can be used again. */
export function spendInvitation(invitation: Invitation, userId: string, emulator: Emulator): Invitation {
  const { store, clock, events } = emulator
  const now = clock.iso()
  const spent = store.invitations.update(invitation.id, { accepted_at: now, accepted_user_id: userId, updated_at: now })
  withdrawPending(spent, emulator)
  events.emit('invitation.accepted', presentInvitationInEvent(spent, clock.now()))
  return spent
}
