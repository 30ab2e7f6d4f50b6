import type { Session } from '../objects/session'
import type { Store } from '../state/store'
import { activeMembership } from '../actions/activeMembership'
import { roleIn } from '../actions/roleIn'

/** Present only when the session belongs to an organization. */
export function organizationClaims(session: Session, store: Store): Record<string, unknown> {
  const membership = activeMembership(session.user_id, session.organization_id ?? '', store)
  if (!membership) return {}
  const { organization_id, role_slugs } = membership
  const permissions = role_slugs.flatMap(slug => roleIn(organization_id, slug, store)?.permissions ?? [])
  return { org_id: organization_id, role: role_slugs[0], roles: role_slugs, permissions: [...new Set(permissions)] }
}
