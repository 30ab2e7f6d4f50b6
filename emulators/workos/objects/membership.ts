import type { Store } from '../state/store'
import { presentUser } from './user'

export const MEMBERSHIP_STATUSES = ['active', 'inactive', 'pending'] as const

export interface Membership {
  readonly id: string
  readonly user_id: string
  readonly organization_id: string
  readonly status: typeof MEMBERSHIP_STATUSES[number]
  readonly directory_managed: boolean
  readonly custom_attributes: Readonly<Record<string, unknown>>
  /** Slugs; the first one is "the" role. */
  readonly role_slugs: readonly string[]
  readonly created_at: string
  readonly updated_at: string
}

/** Events carry the bare edge: neither the user nor the name of the organization. */
export function presentMembershipInEvent({ role_slugs, ...membership }: Membership) {
  const roles = role_slugs.map(slug => ({ slug }))
  return { object: 'organization_membership', ...membership, role: roles[0], roles }
}

export function presentMembership(membership: Membership, store: Store) {
  const user = store.users.get(membership.user_id)
  return {
    ...presentMembershipInEvent(membership),
    organization_name: store.organizations.get(membership.organization_id)?.name,
    user: user && presentUser(user),
  }
}
