import { activeMembership } from '../actions/activeMembership'
import { codedError } from '../http/apiError'
import { invitationOf } from '../signIn/invitationOf'
import type { Policy } from './policy'

/** However the organization was decided, only its members get in, and who is about to become one. */
export const organizationMember: Policy = (signIn, emulator) => {
  const { userId, organizationId } = signIn
  if (organizationId === null || activeMembership(userId, organizationId, emulator.store)) return signIn
  if (invitationOf(signIn, emulator)?.organization_id === organizationId) return signIn
  throw codedError(400, 'organization_membership_not_found', 'The user is not an active member of this organization.')
}
