import type { Emulator } from '../emulator'
import { type Invitation, presentInvitationInEvent } from '../objects/invitation'
import { withdrawPending } from './withdrawPending'

export function revokeInvitation(invitation: Invitation, emulator: Emulator): Invitation {
  const { store, clock, events } = emulator
  const now = clock.iso()
  const revoked = store.invitations.update(invitation.id, { revoked_at: now, updated_at: now })
  events.emit('invitation.revoked', presentInvitationInEvent(revoked, clock.now()))
  withdrawPending(revoked, emulator)
  return revoked
}
