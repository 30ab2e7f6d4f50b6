import type { H3Event } from 'h3'
import type { Emulator } from '../emulator'

/** One row of the route table: what the router mounts and what SUPPORTED.md lists. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly summary: string
  /** `key`: needs the API key as a bearer token. `open`: called by browsers, or carries its own credentials. */
  readonly access: 'key' | 'open'
  readonly handle: (event: H3Event, emulator: Emulator) => unknown
}
