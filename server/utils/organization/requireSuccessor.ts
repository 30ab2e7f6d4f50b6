import type { Permission } from '../../../common/permissions'
import { AuthError } from '../authError'
import type { Member } from '../requirePermission'
import { listMembers, rolesOf } from './memberships'
import { listRoles } from './roles'

const MANAGES: Permission = 'members:manage'

/** Refuses that the last one who can manage an organization leaves it. @throws AuthError 409 `last_manager`. */
export async function requireSuccessor({ session, organizationId, membership }: Member): Promise<void> {
  if (!session.claims.permissions?.includes(MANAGES)) return
  const [members, roles] = await Promise.all([listMembers(organizationId), listRoles(organizationId)])
  const managing = new Set(roles.filter(({ permissions }) => permissions.includes(MANAGES)).map(({ slug }) => slug))
  const hasSuccessor = members.some(other => other.id !== membership.id && rolesOf(other).some(slug => managing.has(slug)))
  if (!hasSuccessor) throw new AuthError('last_manager', { status: 409 })
}
