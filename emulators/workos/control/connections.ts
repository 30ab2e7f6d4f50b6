import { setResponseStatus } from 'h3'
import { z } from 'zod'
import { addConnection } from '../actions/addConnection'
import { changeConnection } from '../actions/changeConnection'
import { requireOrganization } from '../actions/requireOrganization'
import type { Emulator } from '../emulator'
import { notFound } from '../http/apiError'
import { readInput } from '../http/input'
import { pathParam } from '../http/param'
import type { Route } from '../http/route'
import { CONNECTION_STATES, type Connection, presentConnection } from '../objects/connection'

const PATH = '/_emulate/connections'

const changeInput = z.strictObject({
  state: z.enum(CONNECTION_STATES).optional(),
  name: z.string().min(1).optional(),
  connection_type: z.string().min(1).optional(),
})

const createInput = changeInput.extend({ organization_id: z.string() })

/** What an administrator does in the dashboard or the admin portal: the API can only read connections. */
export const connectionControlRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    summary: 'Every SSO connection, as a bare list',
    access: 'open',
    handle: (_, { store }) => store.connections.all().map(connection => presentConnection(connection, store)),
  },
  {
    method: 'POST',
    path: PATH,
    summary: 'Adds an SSO connection: `{organization_id, connection_type?, name?, state?}`; active unless it says otherwise',
    access: 'open',
    handle: async (event, emulator) => {
      const { state = 'active', connection_type = 'GenericSAML', name = 'SSO', organization_id } = await readInput(event, createInput)
      const { id } = requireOrganization(organization_id, emulator)
      const connection = addConnection({ organization_id: id, connection_type, name, state }, emulator)
      setResponseStatus(event, 201)
      return presentConnection(connection, emulator.store)
    },
  },
  {
    method: 'PATCH',
    path: `${PATH}/:id`,
    summary: 'Changes an SSO connection: `{state?, name?, connection_type?}`',
    access: 'open',
    handle: async (event, emulator) => {
      const connection = requireConnection(pathParam(event, 'id'), emulator)
      return presentConnection(changeConnection(connection, await readInput(event, changeInput), emulator), emulator.store)
    },
  },
  {
    method: 'DELETE',
    path: `${PATH}/:id`,
    summary: 'Removes an SSO connection',
    access: 'open',
    handle: (event, emulator) => {
      const { store, events } = emulator
      const connection = requireConnection(pathParam(event, 'id'), emulator)
      store.connections.delete(connection.id)
      events.emit('connection.deleted', presentConnection(connection, store))
      return {}
    },
  },
]

function requireConnection(id: string, { store }: Emulator): Connection {
  const connection = store.connections.get(id)
  if (!connection) throw notFound('Connection', id)
  return connection
}
