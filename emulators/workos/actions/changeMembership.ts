import type { Emulator } from '../emulator'
import { type Membership, presentMembershipInEvent } from '../objects/membership'

export function changeMembership(membership: Membership, change: Partial<Membership>, { store, clock, events }: Emulator): Membership {
  const changed = store.memberships.update(membership.id, { ...change, updated_at: clock.iso() })
  events.emit('organization_membership.updated', presentMembershipInEvent(changed))
  return changed
}
