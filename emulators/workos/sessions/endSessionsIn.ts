import type { Emulator } from '../emulator'
import type { Membership } from '../objects/membership'
import { currentStatus } from './currentStatus'
import { endSession } from './endSession'

/** Ends what the member has open in the organization. A session that ran out by itself stays as it is. */
export function endSessionsIn({ user_id, organization_id }: Membership, emulator: Emulator): void {
  emulator.store.sessions
    .filter(row => row.user_id === user_id && row.organization_id === organization_id && currentStatus(row, emulator) === 'active')
    .forEach(session => endSession(session, emulator))
}
