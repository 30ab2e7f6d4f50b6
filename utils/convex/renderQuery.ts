import { onServerPrefetch } from 'vue'
import type { NuxtApp } from '#app'
import { api } from '../../convex/_generated/api'
import { toQueryError } from '../../common/convexError'
import { createConvexHttpClient } from '../../common/convexHttp'
import { withStoredUser } from '../../common/storedUser'
import { describeCallFailure } from '../../common/tokenRefusal/describeCallFailure'
import { settle, type QueryResult, type QuerySlots } from './querySlots'
import type { QuerySource } from './querySource'
import { writeRendered } from './renderedQueries'

/**
 * Runs a query for the server's render, over HTTP with the visitor's token. Never rejects: a page
 * whose data cannot be had is still a page, and the browser will fetch the data when it can.
 */
export function renderQuery(nuxtApp: NuxtApp, slots: QuerySlots, url: string, accessToken: string | null): Promise<void> {
  const key = slots.key.value
  const source = slots.source.value
  if (key === null || source === null) return Promise.resolve()
  // Components that ask for the same result share one call.
  const running = nuxtApp._convexRenders ??= new Map<string, Promise<QueryResult>>()
  const result = running.get(key) ?? run(source, url, accessToken)
  running.set(key, result)
  const rendered = result.then((result) => {
    writeRendered(nuxtApp, key, result)
    settle(slots, result)
  })
  onServerPrefetch(() => rendered)
  return rendered
}

async function run(source: QuerySource, url: string, accessToken: string | null): Promise<QueryResult> {
  const convex = createConvexHttpClient(url, accessToken)
  try {
    return { value: await withStoredUser(() => source.fetch(convex), () => convex.action(api.users.ensure, {})) }
  }
  catch (error) {
    console.warn(`[convex] ${source.key} failed while the page was rendered:`, describeCallFailure(error, accessToken))
    return { error: toQueryError(error) }
  }
}

declare module '#app' {
  interface NuxtApp {
    _convexRenders?: Map<string, Promise<QueryResult>>
  }
}
