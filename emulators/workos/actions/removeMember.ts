import type { Emulator } from '../emulator'
import { type Membership, presentMembershipInEvent } from '../objects/membership'
import { endSessionsIn } from '../sessions/endSessionsIn'

/** Ends the member's sessions in this organization; sessions elsewhere go on. */
export function removeMember(membership: Membership, emulator: Emulator): void {
  endSessionsIn(membership, emulator)
  emulator.store.memberships.delete(membership.id)
  emulator.events.emit('organization_membership.deleted', presentMembershipInEvent(membership))
}
