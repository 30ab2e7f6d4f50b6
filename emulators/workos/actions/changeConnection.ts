import type { Emulator } from '../emulator'
import { type Connection, presentConnection } from '../objects/connection'

/** Tells the world only when people can, or no longer can, sign in with it. */
export function changeConnection(before: Connection, change: Partial<Connection>, { store, clock, events }: Emulator): Connection {
  const connection = store.connections.update(before.id, { ...change, updated_at: clock.iso() })
  const [was, is] = [before, connection].map(({ state }) => state === 'active')
  if (was !== is) events.emit(is ? 'connection.activated' : 'connection.deactivated', presentConnection(connection, store))
  return connection
}
