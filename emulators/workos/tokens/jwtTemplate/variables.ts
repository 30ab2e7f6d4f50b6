import { presentMembershipInEvent } from '../../objects/membership'
import { presentOrganization } from '../../objects/organization'
import type { Session } from '../../objects/session'
import { presentUser } from '../../objects/user'
import type { Store } from '../../state/store'

export const TEMPLATE_ROOTS = ['user', 'organization', 'organization_membership'] as const

export type TemplateVariables = Readonly<Record<typeof TEMPLATE_ROOTS[number], unknown>>

/** Outside an organization both organization roots are null, so templates need fallbacks. */
export function templateVariables(session: Session, store: Store): TemplateVariables {
  const user = store.users.get(session.user_id)
  const organization = store.organizations.get(session.organization_id ?? '')
  const membership = store.memberships.find(row =>
    row.user_id === session.user_id && row.organization_id === session.organization_id)
  return {
    user: user ? { ...presentUser(user), identities: {} } : null,
    organization: organization ? presentOrganization(organization, store) : null,
    organization_membership: membership
      ? { ...presentMembershipInEvent(membership), role: membership.role_slugs[0], roles: membership.role_slugs }
      : null,
  }
}
