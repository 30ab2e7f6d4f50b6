import type { Role } from '@workos-inc/node'
import { AuthError } from '../authError'
import type { AuthSession } from '../authSession'
import { callWorkos } from '../callWorkos'
import { workosReads } from '../workos'

/** The roles that members of an organization can have. @throws AuthError when WorkOS cannot be asked. */
export async function listRoles(organizationId: string): Promise<Role[]> {
  const { data } = await callWorkos(() => workosReads().authorization.listOrganizationRoles(organizationId))
  return data
}

/**
 * Refuses to give, or to take away, a role that permits more than the caller's own: whoever may
 * manage members could else make themselves, or a second account, more powerful.
 *
 * @throws AuthError 400 `role_unknown`, 403 `role_above_own`.
 */
export function requireRoleWithinOwn(roles: readonly Role[], slug: string, { claims }: AuthSession): void {
  const role = roles.find(role => role.slug === slug)
  if (!role) throw new AuthError('role_unknown', { status: 400 })
  const isWithin = role.permissions.every(permission => claims.permissions?.includes(permission))
  if (!isWithin) throw new AuthError('role_above_own', { status: 403, params: { role: role.name } })
}
