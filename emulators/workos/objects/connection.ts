import type { Store } from '../state/store'

/** Only an active one lets anybody in. */
export const CONNECTION_STATES = ['requires_type', 'draft', 'active', 'validating', 'inactive', 'deleting'] as const

export interface Connection {
  readonly id: string
  readonly organization_id: string
  readonly connection_type: string
  readonly name: string
  readonly state: typeof CONNECTION_STATES[number]
  readonly created_at: string
  readonly updated_at: string
}

export function presentConnection(connection: Connection, store: Store) {
  const domains = store.organizationDomains
    .filter(domain => domain.organization_id === connection.organization_id)
    .map(({ id, domain }) => ({ object: 'connection_domain', id, domain }))
  return { object: 'connection', ...connection, domains }
}
