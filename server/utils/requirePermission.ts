import type { OrganizationMembership } from '@workos-inc/node'
import type { H3Event } from 'h3'
import { claimedRoles } from '../../common/claimedRoles'
import { hasSameItems } from '../../common/hasSameItems'
import type { Permission } from '../../common/permissions'
import { AuthError } from './authError'
import type { AuthSession } from './authSession'
import { findMembership, rolesOf } from './organization/memberships'
import { renewAuthSession, requireAuthSession } from './session'

/** Somebody who acts in an organization, and belongs to it as WorkOS says right now. */
export interface Member {
  session: AuthSession
  organizationId: string
  membership: OrganizationMembership
}

/**
 * The caller as a member of the organization they act in. WorkOS is asked: an access token goes on
 * naming an organization and a role for minutes after they were taken away.
 *
 * @throws AuthError 401 without a session; 403 `no_organization` or `not_a_member`; 403
 * `impersonation_limited` for somebody who acts as the user, and must change nothing in their name.
 */
export async function requireMember(event: H3Event): Promise<Member> {
  const session = await requireAuthSession(event)
  if (session.impersonator) throw new AuthError('impersonation_limited', { status: 403 })
  const organizationId = session.claims.org_id
  if (!organizationId) throw new AuthError('no_organization', { status: 403 })
  const membership = await findMembership(session.user.id, organizationId)
  if (!membership) throw new AuthError('not_a_member', { status: 403 })
  return { session: await withPresentRole(event, session, membership), organizationId, membership }
}

/**
 * The same for what only some may do.
 *
 * @throws AuthError as above, and 403 `forbidden` for a member without the permission.
 * @example const { organizationId } = await requirePermission(event, 'members:manage')
 */
export async function requirePermission(event: H3Event, permission: Permission): Promise<Member> {
  const member = await requireMember(event)
  if (!member.session.claims.permissions?.includes(permission)) throw forbidden(permission)
  return member
}

export function forbidden(permission: Permission): AuthError {
  return new AuthError('forbidden', { status: 403, params: { permission } })
}

/**
 * Permissions are in the token: one from before the membership last changed may tell of an earlier role.
 * Its time alone says too little. It counts whole seconds, so for the rest of the second of a change every
 * new token looks older than the change, and renewing for each request would use up what a session may renew.
 */
async function withPresentRole(event: H3Event, session: AuthSession, membership: OrganizationMembership): Promise<AuthSession> {
  const isFromBefore = session.claims.iat * 1000 < Date.parse(membership.updatedAt)
  const isOfRole = hasSameItems(claimedRoles(session.claims), rolesOf(membership))
  return isFromBefore && !isOfRole ? await renewAuthSession(event, session) : session
}
