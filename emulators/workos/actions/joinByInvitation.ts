import type { Emulator } from '../emulator'
import type { Invitation } from '../objects/invitation'
import { type Joining, joinOrganization } from './joinOrganization'

/** A pending membership keeps its role, which may have changed since the invitation. @returns null when there is nothing to join. */
export function joinByInvitation({ organization_id, role_slug }: Invitation, userId: string, emulator: Emulator): Joining | null {
  if (organization_id === null) return null
  const pending = emulator.store.memberships.find(row =>
    row.user_id === userId && row.organization_id === organization_id && row.status === 'pending')
  const roles = role_slug && !pending ? [role_slug] : null
  return joinOrganization({ userId, organizationId: organization_id, roles }, emulator)
}
