import type { Emulator } from '../emulator'
import { type Connection, presentConnection } from '../objects/connection'

type NewConnection = Pick<Connection, 'organization_id' | 'connection_type' | 'name' | 'state'>

export function addConnection(input: NewConnection, { store, clock, newId, events }: Emulator): Connection {
  const connection = store.connections.insert({ id: newId('conn'), ...input, created_at: clock.iso(), updated_at: clock.iso() })
  if (connection.state === 'active') events.emit('connection.activated', presentConnection(connection, store))
  return connection
}
