import type { Value } from 'convex/values'
import { computed, readonly, shallowRef, useNuxtApp, useRoute, useRuntimeConfig, type ComputedRef, type Ref } from '#imports'
import type { QueryError } from '../../common/convexError'
import { needsSession } from '../../common/pageGuard'
import { identityOf } from '../../common/session'
import { useAuth, useInitialAccessToken } from '../../composables/useAuth'
import { useConvexConnection } from '../../composables/useConvexAuth'
import { subscribeQuery } from './liveQuery'
import type { QuerySlots } from './querySlots'
import type { QuerySource } from './querySource'
import { renderQuery } from './renderQuery'

export type ConvexQueryStatus = 'idle' | 'pending' | 'success' | 'error'

export interface UseConvexQueryOptions {
  /**
   * `required`: the query runs only while someone is signed in, and never as nobody.
   * `optional`: it also runs for visitors. Default: `required` on pages for people who are signed in.
   */
  auth?: 'required' | 'optional'
}

export interface UseQuerySourceReturn {
  data: Readonly<Ref<Value | undefined>>
  error: Readonly<Ref<QueryError | null>>
  status: ComputedRef<ConvexQueryStatus>
  isPending: ComputedRef<boolean>
  refresh: () => void
  /** Resolves when there is something to show. */
  settled: Promise<void>
}

/**
 * Runs a query where it must run: for the server's render, or live in the browser, as whoever is signed in.
 *
 * @param source what to run; null while that is not known.
 */
export function useQuerySource(source: () => QuerySource | null, options: UseConvexQueryOptions): UseQuerySourceReturn {
  const nuxtApp = useNuxtApp()
  const { session } = useAuth()
  const isAuthRequired = (options.auth ?? (needsSession(useRoute().meta.auth) ? 'required' : 'optional')) === 'required'
  const identity = computed(() => identityOf(session.value))
  const wanted = computed(() => isAuthRequired && !identity.value ? null : source())
  const slots: QuerySlots = {
    source: wanted,
    key: computed(() => wanted.value && `${wanted.value.key} ${identity.value}`),
    identity,
    isAuthRequired,
    data: shallowRef(),
    error: shallowRef(null),
  }

  const { settled, refresh } = import.meta.server
    ? { settled: renderQuery(nuxtApp, slots, serverConvexUrl(), useInitialAccessToken().value?.token ?? null), refresh: () => {} }
    : subscribeQuery(nuxtApp, useConvexConnection(), slots)

  const status = computed<ConvexQueryStatus>(() => {
    // A page that was rendered for everyone does not know yet who is looking.
    if (slots.key.value === null) return isAuthRequired && session.value === undefined ? 'pending' : 'idle'
    if (slots.data.value !== undefined) return 'success'
    return slots.error.value ? 'error' : 'pending'
  })
  return { data: slots.data, error: readonly(slots.error), status, isPending: computed(() => status.value === 'pending'), refresh, settled }
}

/** The server may reach Convex by another address than browsers do, inside a private network say. A build that prerenders knows theirs only. */
function serverConvexUrl(): string {
  const config = useRuntimeConfig()
  return config.convexUrl || config.public.convexUrl
}
