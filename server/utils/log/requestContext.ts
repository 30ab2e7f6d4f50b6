import { AsyncLocalStorage } from 'node:async_hooks'
import { getHeader, type H3Event } from 'h3'
import { serverEnv } from '../env'

declare module 'h3' {
  interface H3EventContext {
    requestId?: string
  }
}

/** What lines of the log say about the request that they are for. The query is left out: it may hold codes and tokens. */
export interface RequestContext {
  requestId: string
  method: string
  path: string
}

/** Lets whatever runs for a request know of it without being handed it. */
const requests = new AsyncLocalStorage<RequestContext>()

export function runInRequestContext<T>(event: H3Event, run: () => T): T {
  return requests.run({ requestId: requestIdOf(event), method: event.method, path: event.path.replace(/\?.*/s, '') }, run)
}

/** The request that is being answered, when there is one. */
export function currentRequest(): RequestContext | undefined {
  return requests.getStore()
}

/** The id that a trusted proxy gave the request, or one of our own. */
export function requestIdOf(event: H3Event): string {
  return event.context.requestId ??= givenId(event) ?? crypto.randomUUID()
}

/** What anybody else sends could be made to look like another request's, or like lines of the log. */
function givenId(event: H3Event): string | undefined {
  const given = getHeader(event, 'x-request-id') ?? ''
  return serverEnv().TRUSTED_PROXY_HOPS > 0 && /^[\w.:-]{8,128}$/.test(given) ? given : undefined
}
