import { computed, readonly, ref, useNuxtApp, useRuntimeConfig, type ComputedRef, type Ref } from '#imports'
import { createConvexConnection, type ConvexAuthStatus, type ConvexConnection } from '../utils/convex/connection'
import { useAuth, useInitialAccessToken } from './useAuth'

export interface UseConvexAuthReturn {
  status: Readonly<Ref<ConvexAuthStatus>>
  /** True only on a cold start without a server render. */
  isLoading: ComputedRef<boolean>
  isAuthenticated: ComputedRef<boolean>
  isRefreshing: Readonly<Ref<boolean>>
  /** Why Convex refuses the token of a session that is otherwise fine; for developers. */
  error: Readonly<Ref<string | null>>
  /** A token for calls of your own. Resolves to null when signed out; never rejects. */
  fetchAccessToken: ConvexConnection['fetchAccessToken']
}

/** What Convex knows of the caller. A token refresh changes `isRefreshing` only. */
export function useConvexAuth(): UseConvexAuthReturn {
  const { status, isRefreshing, error, fetchAccessToken } = import.meta.client ? useConvexConnection() : serverAuth()
  return {
    status,
    isLoading: computed(() => status.value === 'loading'),
    isAuthenticated: computed(() => status.value === 'authenticated'),
    isRefreshing,
    error,
    fetchAccessToken,
  }
}

/** The tab's connection, opened by the first component that needs it: pages without Convex ship none of its code. */
export function useConvexConnection(): ConvexConnection {
  const nuxtApp = useNuxtApp()
  return nuxtApp._convexConnection ??= openConnection()

  function openConnection(): ConvexConnection {
    const initialToken = useInitialAccessToken()
    const url = useRuntimeConfig().public.convexUrl
    if (!url) throw new Error('The address of the Convex deployment is not known. Prerendered pages take CONVEX_URL from the environment of the build.')
    const { session, load } = useAuth()
    const connection = createConvexConnection(nuxtApp, {
      url,
      session,
      loadSession: load,
      initialToken: initialToken.value,
    })
    // The connection owns the token now.
    initialToken.value = null
    return connection
  }
}

declare module '#app' {
  interface NuxtApp {
    _convexConnection?: ConvexConnection
  }
}

function serverAuth(): Pick<ConvexConnection, 'status' | 'isRefreshing' | 'error' | 'fetchAccessToken'> {
  const { session } = useAuth()
  const token = useInitialAccessToken()
  return {
    status: computed(() => session.value === undefined ? 'loading' : session.value ? 'authenticated' : 'unauthenticated'),
    isRefreshing: readonly(ref(false)),
    error: readonly(ref(null)),
    fetchAccessToken: async () => token.value?.token ?? null,
  }
}
