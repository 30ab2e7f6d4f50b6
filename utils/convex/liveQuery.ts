import { computed, onScopeDispose, ref, watch } from 'vue'
import type { NuxtApp } from '#app'
import { isAccessLost, isUserNotStored, toQueryError, type QueryError } from '../../common/convexError'
import { wait } from '../wait'
import type { ConvexConnection } from './connection'
import { settle, type QueryResult, type QuerySlots } from './querySlots'
import type { QuerySource } from './querySource'
import { forgetRendered, readRendered } from './renderedQueries'

/** How long a navigation waits for a first result before the page shows its pending state, in ms. */
const NAVIGATION_WAITS_MS = 2_000

/**
 * Shows what the server rendered, subscribes, and shows what Convex sends from then on.
 *
 * @returns `settled`, which resolves when there is something to show (or after two seconds).
 */
export function subscribeQuery(nuxtApp: NuxtApp, connection: ConvexConnection, slots: QuerySlots): { settled: Promise<void>, refresh: () => void } {
  const { key, data, error, isAuthRequired } = slots
  const attempt = ref(0)
  /** Results that are shown belong to this identity; while it changes, nothing may run and nothing may stay. */
  const mayRun = computed(() => key.value !== null && connection.identity.value === slots.identity.value
    && (!isAuthRequired || connection.status.value !== 'unauthenticated'))
  let unsubscribe = () => {}
  let markSettled = () => {}
  const firstResult = new Promise<void>(resolve => markSettled = resolve)

  function show(result: QueryResult): void {
    settle(slots, result)
    markSettled()
  }

  // Synchronous: once the connection follows the session, whatever is still subscribed runs as nobody, or as someone else.
  watch([key, mayRun, attempt] as const, ([wanted, mayRun], [previous]) => {
    unsubscribe()
    unsubscribe = () => {}
    if (previous !== undefined && wanted !== previous) {
      data.value = undefined
      error.value = null
    }
    const source = slots.source.value
    if (wanted === null || source === null) return
    const rendered = readRendered(nuxtApp, wanted)
    if (rendered) show(rendered)
    if (mayRun) unsubscribe = subscribe(source, wanted)
  }, { immediate: true, flush: 'sync' })

  onScopeDispose(() => unsubscribe())

  function subscribe(source: QuerySource, subscribed: string): () => void {
    const showLive = afterHydration(nuxtApp, (result: QueryResult) => {
      forgetRendered(nuxtApp, subscribed)
      if (key.value === subscribed) show(result)
    })
    /** How often Convex has answered. A failure that takes time to be understood must not replace what came after it. */
    let answers = 0
    return source.subscribe(
      connection.client,
      (value) => {
        answers++
        showLive({ value })
      },
      (failure) => {
        const answer = ++answers
        const showUnlessOutdated = (error: QueryError) => answer === answers && showLive({ error })
        // The row's arrival re-runs the query by itself.
        if (isUserNotStored(failure)) return void connection.ensureUser().catch((reason: unknown) => showUnlessOutdated(toQueryError(reason)))
        const error = toQueryError(failure)
        if (!isAccessLost(error)) return showLive({ error })
        if (key.value === subscribed && !nuxtApp.isHydrating) data.value = undefined
        // Somebody whose session is over is told that, and nothing else.
        void connection.confirmSession().then(isThere => isThere && showUnlessOutdated(error))
      },
    )
  }

  // A first page that no server rendered is shown at once, in its pending state, rather than blank.
  const isColdStart = nuxtApp.isHydrating && !nuxtApp.payload.serverRendered
  const settled = key.value === null || isColdStart ? Promise.resolve() : Promise.race([firstResult, wait(NAVIGATION_WAITS_MS)])
  return { settled, refresh: () => { attempt.value++ } }
}

/** While the page hydrates it must show what the server showed; the latest result follows right after. */
function afterHydration<T>(nuxtApp: NuxtApp, show: (result: T) => void): (result: T) => void {
  let held: { result: T } | undefined
  return (result) => {
    if (!nuxtApp.isHydrating) return show(result)
    if (!held) {
      nuxtApp.hooks.hookOnce('app:suspense:resolve', () => {
        if (held) show(held.result)
      })
    }
    held = { result }
  }
}
