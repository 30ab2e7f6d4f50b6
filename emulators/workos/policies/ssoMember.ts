import { addMember } from '../actions/addMember'
import { requireUser } from '../actions/requireUser'
import { isOwnDomain } from '../objects/ssoProfile'
import { invitationOf } from '../signIn/invitationOf'
import type { Policy } from './policy'

/**
 * SSO decides the organization, and makes members of people of its verified domains (WorkOS docs: SSO JIT provisioning).
 * Guests must have been invited, whoever was deactivated stays so, and an invitation makes the member with its own role.
 */
export const ssoMember: Policy = (signIn, emulator) => {
  const { store } = emulator
  const connection = store.connections.get(signIn.connectionId ?? '')
  if (!connection) return signIn
  const organizationId = connection.organization_id
  const { id: userId, email } = requireUser(signIn.userId, emulator)
  const membership = store.memberships.find(row => row.user_id === userId && row.organization_id === organizationId)
  const joins = membership === undefined || membership.status === 'pending'
  const isInvited = invitationOf(signIn, emulator)?.organization_id === organizationId
  if (joins && !isInvited && isOwnDomain(connection, email, store)) addMember({ userId, organizationId, roles: null }, emulator)
  return { ...signIn, organizationId }
}
