import type { Store } from '../state/store'
import type { Connection } from './connection'
import { emailDomain } from './user'

/** Whether the organization of the connection has proved that the address's domain is its own. */
export function isOwnDomain({ organization_id }: Pick<Connection, 'organization_id'>, email: string, { organizationDomains }: Store): boolean {
  const domain = emailDomain(email)
  return organizationDomains.all().some(row =>
    row.organization_id === organization_id && row.domain === domain && row.state === 'verified')
}

/**
 * An identity provider could name any address, so it is believed for its organization's own domains only, unless the
 * organization lets guests in (WorkOS docs: SSO, domains, email validation).
 */
export function isProfileAllowed(connection: Connection, email: string, store: Store): boolean {
  const guestsAllowed = store.organizations.get(connection.organization_id)?.allow_profiles_outside_organization
  return Boolean(guestsAllowed) || isOwnDomain(connection, email, store)
}
