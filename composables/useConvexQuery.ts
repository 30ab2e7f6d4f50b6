import type { FunctionArgs, FunctionReference, FunctionReturnType } from 'convex/server'
import type { Value } from 'convex/values'
import { computed, readonly, shallowRef, toValue, useNuxtApp, useRoute, useRuntimeConfig, type ComputedRef, type MaybeRefOrGetter, type Ref } from '#imports'
import type { QueryError } from '../common/convexError'
import { identityOf } from '../common/session'
import { subscribeQuery } from '../utils/convex/liveQuery'
import type { QuerySlots } from '../utils/convex/querySlots'
import { queryKey } from '../utils/convex/renderedQueries'
import { renderQuery } from '../utils/convex/renderQuery'
import { useAuth, useInitialAccessToken } from './useAuth'
import { useConvexConnection } from './useConvexAuth'

export type ConvexQueryStatus = 'idle' | 'pending' | 'success' | 'error'

export interface UseConvexQueryOptions {
  /**
   * `required`: the query runs only while someone is signed in, and never as nobody.
   * `optional`: it also runs for visitors. Default: `required` on pages with `auth: true`.
   */
  auth?: 'required' | 'optional'
}

export interface UseConvexQueryReturn<Query extends FunctionReference<'query'>> {
  /** The latest result. Kept through refreshes and reconnects; cleared when the arguments or the identity change. */
  data: Readonly<Ref<FunctionReturnType<Query> | undefined>>
  /** Why there is no newer result. */
  error: Readonly<Ref<QueryError | null>>
  status: ComputedRef<ConvexQueryStatus>
  isPending: ComputedRef<boolean>
  /** Subscribes afresh, for a "try again" button. */
  refresh: () => void
}

/**
 * A live query that the server renders. Await it in `setup` like `useAsyncData`: on the server it
 * runs over HTTP with the visitor's token and its result is in the HTML; in the browser that result
 * stays until the live one arrives.
 *
 * @param args the function's arguments, or `'skip'` while they are not known.
 * @example const { data: tasks } = await useConvexQuery(api.tasks.list, {})
 */
export function useConvexQuery<Query extends FunctionReference<'query'>>(
  query: Query,
  args: MaybeRefOrGetter<FunctionArgs<Query> | 'skip'>,
  options: UseConvexQueryOptions = {},
): UseConvexQueryReturn<Query> & Promise<UseConvexQueryReturn<Query>> {
  const nuxtApp = useNuxtApp()
  const { session, isSignedIn } = useAuth()
  const isAuthRequired = (options.auth ?? (useRoute().meta.auth === true ? 'required' : 'optional')) === 'required'
  const identity = computed(() => identityOf(session.value))
  const slots: QuerySlots = {
    query,
    args: () => toValue(args) as Record<string, Value>,
    key: computed(() => {
      const current = toValue(args) as Record<string, Value> | 'skip'
      return current === 'skip' || (isAuthRequired && !isSignedIn.value) ? null : queryKey(query, current, identity.value)
    }),
    identity,
    isAuthRequired,
    data: shallowRef(),
    error: shallowRef(null),
  }

  const { settled, refresh } = import.meta.server
    ? { settled: renderQuery(nuxtApp, slots, useRuntimeConfig().public.convexUrl, useInitialAccessToken().value?.token ?? null), refresh: () => {} }
    : subscribeQuery(nuxtApp, useConvexConnection(), slots)

  const status = computed<ConvexQueryStatus>(() => {
    // A page that was rendered for everyone does not know yet who is looking.
    if (slots.key.value === null) return isAuthRequired && session.value === undefined ? 'pending' : 'idle'
    if (slots.data.value !== undefined) return 'success'
    return slots.error.value ? 'error' : 'pending'
  })
  const result: UseConvexQueryReturn<Query> = {
    data: slots.data as Readonly<Ref<FunctionReturnType<Query> | undefined>>,
    error: readonly(slots.error),
    status,
    isPending: computed(() => status.value === 'pending'),
    refresh,
  }
  return Object.assign(settled.then(() => result), result)
}
