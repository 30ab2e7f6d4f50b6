import type { Role } from '../objects/role'
import type { Store } from '../state/store'

/** A role of the organization itself hides a role of the environment with the same slug. */
export function roleIn(organizationId: string, slug: string, { roles }: Store): Role | undefined {
  const bySlug = (owner: string | null) => roles.find(role => role.slug === slug && role.organization_id === owner)
  return bySlug(organizationId) ?? bySlug(null)
}
