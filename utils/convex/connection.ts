import type { ConvexClient } from 'convex/browser'
import { convexVue, useConvexClient } from 'convex-vue'
import type { FetchError } from 'ofetch'
import { readonly, ref, watch, type Ref } from 'vue'
import type { NuxtApp } from '#app'
import { api } from '../../convex/_generated/api'
import type { AccessTokenAnswer, SessionView } from '../../common/session'
import { createAccessTokens, decodeClaims } from './accessTokens'

export type ConvexAuthStatus = 'loading' | 'authenticated' | 'unauthenticated'

export interface ConvexConnection {
  client: ConvexClient
  status: Readonly<Ref<ConvexAuthStatus>>
  isRefreshing: Readonly<Ref<boolean>>
  /** Why Convex refuses the token of a session that is otherwise fine. */
  error: Readonly<Ref<string | null>>
  fetchAccessToken: (options: { forceRefreshToken: boolean }) => Promise<string | null>
  /** Writes the caller's row into Convex. One call at a time, however many queries miss the row. */
  ensureUser: () => Promise<void>
}

export interface ConvexConnectionOptions {
  url: string
  /** Set to null when the server says that the session is over. */
  session: Ref<SessionView | null | undefined>
  initialToken: string | null
}

const REQUEST_TIMEOUT_MS = 10_000

/** Opens the one socket of this browser tab and keeps its identity in step with the session. */
export function createConvexConnection(nuxtApp: NuxtApp, { url, session, initialToken }: ConvexConnectionOptions): ConvexConnection {
  const status = ref<ConvexAuthStatus>(statusOf(session.value))
  const isRefreshing = ref(false)
  const error = ref<string | null>(null)
  const tokens = createAccessTokens({ initial: initialToken, request: requestToken })

  nuxtApp.vueApp.use(convexVue, {
    url,
    clientOptions: {
      // Else every page load would fetch a second token and run every query twice.
      initialAuthTokenReuse: true,
      authRefreshTokenLeewaySeconds: refreshLeeway(initialToken),
      skipConvexDeploymentUrlCheck: true,
      logger: explainingLogger(reason => error.value = reason),
    },
  })
  const client = nuxtApp.vueApp.runWithContext(useConvexClient)

  async function fetchToken(options: { forceRefreshToken: boolean }): Promise<string | null> {
    const token = await tokens.fetch(options)
    if (!token) session.value = null
    return token
  }

  function onChange(isAuthenticated: boolean): void {
    status.value = isAuthenticated ? 'authenticated' : 'unauthenticated'
    if (isAuthenticated) error.value = null
  }

  // Once per user: each call makes the client fetch a token and run every query again.
  watch(() => session.value?.user.id, (userId, previousUserId) => {
    if (userId) client.client.setAuth(fetchToken, onChange, refreshing => isRefreshing.value = refreshing)
    else if (previousUserId) signOut()
    if (!userId) status.value = statusOf(session.value)
  }, { immediate: true, flush: 'sync' })

  function signOut(): void {
    // In this order: the first tells the server, the second stops the client's own refresh timer.
    client.client.clearAuth()
    client.client.setAuth(async () => null, onChange)
  }

  let ensuring: Promise<void> | null = null
  function ensureUser(): Promise<void> {
    return ensuring ??= client.action(api.users.ensure, {}).then(() => {}).finally(() => ensuring = null)
  }

  return { client, status: readonly(status), isRefreshing: readonly(isRefreshing), error: readonly(error), fetchAccessToken: fetchToken, ensureUser }
}

function statusOf(session: SessionView | null | undefined): ConvexAuthStatus {
  if (session === undefined) return 'loading'
  return session ? 'authenticated' : 'unauthenticated'
}

async function requestToken(stale: string | undefined): Promise<AccessTokenAnswer | null> {
  try {
    return await $fetch<AccessTokenAnswer>('/api/auth/token', { method: 'POST', body: { stale }, timeout: REQUEST_TIMEOUT_MS, retry: 0 })
  }
  catch (thrown) {
    if ((thrown as FetchError).statusCode === 401) return null
    throw thrown
  }
}

/** In seconds. A leeway as long as the token's life would make the client refresh without pause. */
function refreshLeeway(token: string | null): number {
  const { iat, exp } = (token && decodeClaims(token)) || {}
  return iat && exp ? Math.min(30, (exp - iat) / 4) : 10
}

/** Convex's client tells why it was refused in its log only. */
function explainingLogger(onRefused: (reason: string) => void) {
  return {
    log: (...args: unknown[]) => console.log(...args),
    warn: (...args: unknown[]) => console.warn(...args),
    logVerbose: () => {},
    error: (...args: unknown[]) => {
      const reason = /^Failed to authenticate: "(.*)", check your server auth config$/s.exec(String(args[0]))?.[1]
      if (reason) onRefused(reason)
      console.error(...args)
    },
  }
}
