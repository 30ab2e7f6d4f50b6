import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import type { Membership } from '../objects/membership'
import { endSessionsIn } from '../sessions/endSessionsIn'
import { changeMembership } from './changeMembership'

/** Ends the member's sessions in this organization; sessions elsewhere go on. */
export function deactivateMember(membership: Membership, emulator: Emulator): Membership {
  if (membership.status === 'pending') {
    throw codedError(400, 'cannot_deactivate_pending_organization_membership', 'A pending membership cannot be deactivated.')
  }
  if (membership.status === 'inactive') return membership
  endSessionsIn(membership, emulator)
  return changeMembership(membership, { status: 'inactive' }, emulator)
}
