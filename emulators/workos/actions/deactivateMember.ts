import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import type { Membership } from '../objects/membership'
import { endSession } from '../sessions/endSession'
import { changeMembership } from './changeMembership'

/** Ends the member's sessions in this organization; sessions elsewhere go on. */
export function deactivateMember(membership: Membership, emulator: Emulator): Membership {
  if (membership.status === 'pending') {
    throw codedError(400, 'cannot_deactivate_pending_organization_membership', 'A pending membership cannot be deactivated.')
  }
  if (membership.status === 'inactive') return membership
  emulator.store.sessions
    .filter(row => row.user_id === membership.user_id && row.organization_id === membership.organization_id)
    .forEach(session => endSession(session, emulator))
  return changeMembership(membership, { status: 'inactive' }, emulator)
}
