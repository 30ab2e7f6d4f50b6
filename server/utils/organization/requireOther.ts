import { getRouterParam, type H3Event } from 'h3'
import type { OrganizationMembership } from '@workos-inc/node'
import { AuthError } from '../authError'
import type { Member } from '../requirePermission'
import { requireMembershipIn, rolesOf } from './memberships'
import { listRoles, requireRoleWithinOwn } from './roles'

/**
 * The member that the address of a request names, for a caller who may change what they are.
 *
 * Nobody changes their own role or removes themselves this way, so whoever makes a change can still
 * manage the organization afterwards: the last one cannot be lost.
 *
 * @throws AuthError 404 `member_unknown`; 409 `member_is_self` or `directory_managed`; 403
 * `role_above_own` for a member who is more powerful than the caller.
 */
export async function requireOther(event: H3Event, { session, organizationId }: Member): Promise<OrganizationMembership> {
  const other = await requireMembershipIn(organizationId, getRouterParam(event, 'id') ?? '')
  if (other.userId === session.user.id) throw new AuthError('member_is_self', { status: 409 })
  // The directory would undo it with its next change.
  if (other.directoryManaged) throw new AuthError('directory_managed', { status: 409 })
  const roles = await listRoles(organizationId)
  for (const slug of rolesOf(other)) {
    // A role that was deleted meanwhile permits nothing.
    if (roles.some(role => role.slug === slug)) requireRoleWithinOwn(roles, slug, session)
  }
  return other
}
