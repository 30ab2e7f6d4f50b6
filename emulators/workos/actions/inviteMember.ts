import type { Emulator } from '../emulator'
import { presentMembershipInEvent } from '../objects/membership'
import { type NewMember, newMembership } from './joinOrganization'

/** Shows in the list of members as pending until the invitation is accepted. Whoever was deactivated stays so until then. */
export function inviteMember(member: NewMember, emulator: Emulator): void {
  const { store, events } = emulator
  if (store.memberships.find(row => row.user_id === member.userId && row.organization_id === member.organizationId)) return
  const membership = store.memberships.insert(newMembership(member, 'pending', emulator))
  events.emit('organization_membership.created', presentMembershipInEvent(membership))
}
