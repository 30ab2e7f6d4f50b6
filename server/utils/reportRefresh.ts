import type { H3Event } from 'h3'
import { useNitroApp } from 'nitropack/runtime'
import type { RefreshOutcome } from './refresh'

/** A renewal of the tokens at WorkOS, as it looked to one request. Requests at the same time share one. */
export interface RefreshReport {
  /** When it was over, in ms since the epoch. */
  at: number
  ms: number
  /** The method and path of the request that needed it. */
  request: string
  /** `due`: little was left of the token. `refused`: Convex would not have it. `moved`: to another organization. */
  reason: 'due' | 'refused' | 'moved'
  outcome: RefreshOutcome['kind']
}

declare module 'nitropack/types' {
  interface NitroRuntimeHooks {
    /** Called in development only. */
    'auth:refresh': (report: RefreshReport, sessionId: string) => void
  }
}

/** Tells who watches while developing (docs/devtools.md). */
export function reportRefresh(event: H3Event, sessionId: string, { startedAt, ...report }: Pick<RefreshReport, 'reason' | 'outcome'> & { startedAt: number }): void {
  const at = Date.now()
  void useNitroApp().hooks.callHook('auth:refresh', { ...report, at, ms: at - startedAt, request: `${event.method} ${event.path.split('?', 1)[0]}` }, sessionId)
}
