import type { Emulator } from '../emulator'
import type { Selection } from '../objects/authorizationRequest'
import type { Connection } from '../objects/connection'
import { isOauthProvider } from '../objects/oauthProvider'
import { AuthorizationError } from './authorizationError'
import type { AuthorizationParameters } from './parameters'

const HOSTED_PAGE = 'authkit'

/** Exactly one selector decides who vouches for the person; the hosted page alone may also be told the organization. */
export function selectionOf({ provider, connection_id, organization_id }: AuthorizationParameters, emulator: Emulator): Selection {
  if (provider === HOSTED_PAGE && connection_id === undefined) return { kind: 'hosted', organizationId: organization_id ?? null }
  const selectors = [provider, connection_id, organization_id].filter(value => value !== undefined)
  if (selectors.length !== 1) throw invalidSelector('Exactly one of provider, connection_id and organization_id is needed.')
  if (provider !== undefined) return byProvider(provider, emulator)
  return byConnection(connection_id === undefined
    ? onlyConnectionOf(organization_id ?? '', emulator)
    : requireConnection(connection_id, emulator))
}

function byProvider(provider: string, { settings }: Emulator): Selection {
  if (!isOauthProvider(provider)) throw invalidSelector(`There is no provider '${provider}'.`)
  if (settings.current().disabledMethods.includes(provider)) {
    throw new AuthorizationError('oauth_failed', `${provider} is not enabled for this environment.`)
  }
  return { kind: 'provider', provider }
}

const byConnection = ({ id }: Connection): Selection => ({ kind: 'connection', connectionId: id })

function requireConnection(id: string, { store }: Emulator): Connection {
  const connection = store.connections.get(id)
  if (connection?.state === 'active') return connection
  if (connection?.state === 'draft' || connection?.state === 'requires_type') {
    throw new AuthorizationError('connection_unlinked', 'The connection is not linked to an identity provider yet.')
  }
  throw new AuthorizationError('connection_invalid', `There is no active connection '${id}'.`)
}

function onlyConnectionOf(organizationId: string, { store }: Emulator): Connection {
  const [connection, another] = store.connections.filter(row => row.organization_id === organizationId && row.state === 'active')
  if (!connection) throw new AuthorizationError('organization_invalid', 'No connection is associated with this organization.')
  if (another) {
    throw new AuthorizationError('ambiguous_connection_selector', 'The organization has several connections: choose one with connection_id.')
  }
  return connection
}

const invalidSelector = (description: string) => new AuthorizationError('invalid_connection_selector', description)
