import { notFound } from '../http/apiError'
import { mapPage, paginate } from '../http/page'
import { pathParam } from '../http/param'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'
import { presentConnection } from '../objects/connection'

export const connectionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/connections',
    summary: 'Lists SSO connections; filters `organization_id`, `domain`, `connection_type`',
    access: 'key',
    handle: (event, { store }) => {
      const query = readQuery(event)
      const fits = (name: string, values: readonly string[]) => {
        const asked = query.get(name)?.toLowerCase()
        return asked === undefined || values.some(value => value.toLowerCase() === asked)
      }
      const connections = store.connections.filter(connection =>
        fits('organization_id', [connection.organization_id])
        && fits('connection_type', [connection.connection_type])
        && fits('domain', presentConnection(connection, store).domains.map(({ domain }) => domain)))
      return mapPage(paginate(connections, query), connection => presentConnection(connection, store))
    },
  },
  {
    method: 'GET',
    path: '/connections/:id',
    summary: 'Reads an SSO connection',
    access: 'key',
    handle: (event, { store }) => {
      const id = pathParam(event, 'id')
      const connection = store.connections.get(id)
      if (!connection) throw notFound('Connection', id)
      return presentConnection(connection, store)
    },
  },
]
