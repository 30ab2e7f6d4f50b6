import type { H3Event } from 'h3'
import type { Clock } from '../state/clock'
import { readGrantType } from '../http/grantType'
import { requestPath } from '../http/requestPath'

export interface LoggedRequest {
  readonly at: string
  readonly method: string
  readonly path: string
  readonly grantType?: string
  /** 0: the connection closed without an answer. */
  readonly status: number
  readonly ms: number
}

export interface RequestLog {
  watch(event: H3Event): Promise<void>
  /** In the order in which they were answered. */
  list(): LoggedRequest[]
  clear(): void
}

export function createRequestLog(clock: Clock): RequestLog {
  const requests: LoggedRequest[] = []
  return {
    watch: async (event) => {
      const at = clock.iso()
      const started = performance.now()
      const grantType = await readGrantType(event)
      const { res } = event.node
      res.once('close', () => requests.push({
        at,
        method: event.method,
        path: requestPath(event),
        ...(grantType !== undefined && { grantType }),
        status: res.writableFinished ? res.statusCode : 0,
        ms: Math.round(performance.now() - started),
      }))
    },
    list: () => [...requests],
    clear: () => {
      requests.length = 0
    },
  }
}
