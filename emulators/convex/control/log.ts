export type LogEvent =
  | { type: 'connect', path: string }
  | { type: 'close', code: number, reason: string, by: 'client' | 'server' }
  | { type: 'message', message: Record<string, unknown> }
  | { type: 'authenticate', tokenType: 'User' | 'None' | 'Admin', outcome: 'accepted' | 'rejected', identity: string | null, error: string | null }
  | { type: 'authError', error: string, baseVersion: number, authUpdateAttempted: boolean }
  | {
    type: 'execution'
    function: string
    kind: 'query' | 'mutation' | 'action' | 'httpAction'
    identity: string | null
    via: 'http' | 'websocket' | 'scheduler' | 'httpAction'
    caller: string | null
    cached: boolean
    success: boolean
    ms: number
  }
  | { type: 'push', generation: number, functions: number }

/** `at` is in milliseconds since the epoch; `connection` numbers the WebSockets, null elsewhere. */
export type LogEntry = LogEvent & { at: number, connection: number | null }

const KEPT_ENTRIES = 20_000

/** What happened, for tests to read back; the oldest entries are dropped. */
export class EmulatorLog {
  private entries: LogEntry[] = []

  add(connection: number | null, event: LogEvent): void {
    this.entries.push({ at: Date.now(), connection, ...event })
    if (this.entries.length > KEPT_ENTRIES * 2) this.entries = this.entries.slice(-KEPT_ENTRIES)
  }

  list(): LogEntry[] {
    return this.entries.slice(-KEPT_ENTRIES)
  }

  clear(): void {
    this.entries = []
  }
}
