import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import type { Membership } from '../objects/membership'
import { activeMembership } from './activeMembership'
import { type NewMember, joinOrganization } from './joinOrganization'

/** Adding somebody who was deactivated brings them back. */
export function addMember(member: NewMember, emulator: Emulator): Membership {
  if (activeMembership(member.userId, member.organizationId, emulator.store)) {
    throw codedError(400, 'user_already_organization_member', 'The user is already a member of this organization.')
  }
  const joining = joinOrganization(member, emulator)
  joining.tell()
  return joining.membership
}
