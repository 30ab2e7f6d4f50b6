import type { NuxtApp } from '#app'
import type { AccessTokenAnswer } from '../../common/session'
import type { ConvexConnection } from './connection'
import type { explainingLogger } from './explainingLogger'
import type { requestToken } from './requestToken'

/**
 * What can be watched of the connection while developing (docs/devtools.md).
 * - `opened`: by the first component that needs it.
 * - `requested`, `answered`, `failed`: the server is asked for a token.
 * - `log`: a line that Convex's client says to nobody.
 */
export type ConnectionEvent =
  | { kind: 'opened', connection: ConvexConnection }
  | { kind: 'requested' }
  | { kind: 'answered', answer: AccessTokenAnswer | null }
  | { kind: 'failed', error: unknown }
  | { kind: 'log', line: string }

declare module '#app' {
  interface RuntimeNuxtHooks {
    /** Called in development only. */
    'convex:connection': (event: ConnectionEvent) => void
  }
}

/** Does nothing in a production build, which leaves its calls out. */
export function reportConnection(nuxtApp: NuxtApp, event: ConnectionEvent): void {
  if (import.meta.dev) void nuxtApp.callHook('convex:connection', event)
}

export function reportRequests(nuxtApp: NuxtApp, request: typeof requestToken): typeof requestToken {
  return async (stale) => {
    reportConnection(nuxtApp, { kind: 'requested' })
    try {
      const answer = await request(stale)
      reportConnection(nuxtApp, { kind: 'answered', answer })
      return answer
    }
    catch (error) {
      reportConnection(nuxtApp, { kind: 'failed', error })
      throw error
    }
  }
}

export function reportLog(nuxtApp: NuxtApp, logger: ReturnType<typeof explainingLogger>): ReturnType<typeof explainingLogger> {
  return {
    ...logger,
    logVerbose: (...args) => {
      reportConnection(nuxtApp, { kind: 'log', line: String(args[0]) })
      logger.logVerbose(...args)
    },
  }
}
