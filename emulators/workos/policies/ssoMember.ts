import { addMember } from '../actions/addMember'
import { requireUser } from '../actions/requireUser'
import { changeMembership } from '../actions/changeMembership'
import { isOwnDomain } from '../objects/ssoProfile'
import type { Policy } from './policy'

/**
 * SSO decides the organization, and makes members of people of its verified domains (WorkOS docs: SSO JIT provisioning).
 * Guests must have been invited, and whoever was deactivated stays so.
 */
export const ssoMember: Policy = (signIn, emulator) => {
  const { store } = emulator
  const connection = store.connections.get(signIn.connectionId ?? '')
  if (!connection) return signIn
  const organizationId = connection.organization_id
  const { id: userId, email } = requireUser(signIn.userId, emulator)
  const membership = store.memberships.find(row => row.user_id === userId && row.organization_id === organizationId)
  if (isOwnDomain(connection, email, store)) {
    if (!membership) addMember({ userId, organizationId, roles: null }, emulator)
    if (membership?.status === 'pending') changeMembership(membership, { status: 'active' }, emulator)
  }
  return { ...signIn, organizationId }
}
