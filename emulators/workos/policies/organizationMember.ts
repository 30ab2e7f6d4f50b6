import { activeMembership } from '../actions/activeMembership'
import { codedError } from '../http/apiError'
import type { Policy } from './policy'

/** However the organization was decided, only its members get in. */
export const organizationMember: Policy = (signIn, { store }) => {
  const { userId, organizationId } = signIn
  if (organizationId === null || activeMembership(userId, organizationId, store)) return signIn
  throw codedError(400, 'organization_membership_not_found', 'The user is not an active member of this organization.')
}
