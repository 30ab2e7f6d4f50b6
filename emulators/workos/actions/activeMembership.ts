import type { Membership } from '../objects/membership'
import type { Store } from '../state/store'

export function activeMembership(userId: string, organizationId: string, { memberships }: Store): Membership | undefined {
  return memberships.find(row => row.user_id === userId && row.organization_id === organizationId && row.status === 'active')
}
