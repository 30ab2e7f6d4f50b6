import type { ConvexClient } from 'convex/browser'
import { convexVue, useConvexClient } from 'convex-vue'
import { effectScope, readonly, ref, shallowRef, watch, type Ref } from 'vue'
import type { NuxtApp } from '#app'
import { api } from '../../convex/_generated/api'
import { identityOf, type AccessTokenAnswer, type SessionView } from '../../common/session'
import { explainRefusal } from '../../common/tokenRefusal/explainRefusal'
import { createAccessTokens, decodeClaims } from './accessTokens'
import { explainingLogger } from './explainingLogger'
import { onWakeUp } from './onWakeUp'
import { forgetAllRendered } from './renderedQueries'
import { requestToken } from './requestToken'

export type ConvexAuthStatus = 'loading' | 'authenticated' | 'unauthenticated'

export interface ConvexConnection {
  client: ConvexClient
  status: Readonly<Ref<ConvexAuthStatus>>
  isRefreshing: Readonly<Ref<boolean>>
  /** Why Convex refuses the token of a session that is otherwise fine. */
  error: Readonly<Ref<string | null>>
  /** Whose queries may run, as `identityOf` names them; undefined while that is not known or is changing. */
  identity: Readonly<Ref<string | undefined>>
  fetchAccessToken: (options: { forceRefreshToken: boolean }) => Promise<string | null>
  /** Writes the caller's row into Convex. One call at a time, however many queries miss the row. */
  ensureUser: () => Promise<void>
}

export interface ConvexConnectionOptions {
  url: string
  /** Set to null when the server says that the session is over. */
  session: Ref<SessionView | null | undefined>
  initialToken: AccessTokenAnswer | null
}

/** How long a refused token rests before Convex is asked again, in ms: its keys may just have been out of reach. */
const ASK_AGAIN_AFTER_MS = 15_000

/** Opens the one socket of this browser tab and keeps its identity in step with the session. */
export function createConvexConnection(nuxtApp: NuxtApp, { url, session, initialToken }: ConvexConnectionOptions): ConvexConnection {
  const status = ref<ConvexAuthStatus>('loading')
  const isRefreshing = ref(false)
  const error = ref<string | null>(null)
  const identity = shallowRef<string>()
  const tokens = createAccessTokens({ initial: initialToken, request: requestToken })
  let lastToken: string | null = null
  let askAgain: ReturnType<typeof setTimeout> | undefined

  nuxtApp.vueApp.use(convexVue, {
    url,
    clientOptions: {
      // Else every page load would fetch a second token and run every query twice.
      initialAuthTokenReuse: true,
      authRefreshTokenLeewaySeconds: refreshLeeway(initialToken?.token),
      skipConvexDeploymentUrlCheck: true,
      logger: explainingLogger((reason) => {
        error.value = import.meta.dev ? explainRefusal(reason, lastToken) : 'Convex refused the access token.'
      }),
    },
  })
  const client = nuxtApp.vueApp.runWithContext(useConvexClient)

  async function fetchToken(options: { forceRefreshToken: boolean }): Promise<string | null> {
    const asker = identityOf(session.value)
    lastToken = await tokens.fetch(options)
    // Null for someone who has been replaced meanwhile says nothing about their successor.
    if (!lastToken && identityOf(session.value) === asker) session.value = null
    return lastToken
  }

  /** Once per identity and after long pauses only: each call makes the client run every query again. */
  function authenticate(): void {
    clearTimeout(askAgain)
    client.client.setAuth(fetchToken, onChange, refreshing => isRefreshing.value = refreshing)
  }

  function onChange(isAuthenticated: boolean): void {
    status.value = isAuthenticated ? 'authenticated' : 'unauthenticated'
    if (isAuthenticated) error.value = null
    else if (session.value) askAgain = setTimeout(authenticate, ASK_AGAIN_AFTER_MS)
  }

  function leave(): void {
    clearTimeout(askAgain)
    tokens.forget()
    forgetAllRendered(nuxtApp)
    // In this order: the first tells the server, the second stops the client's own refresh timer.
    client.client.clearAuth()
    client.client.setAuth(async () => null, () => {})
  }

  // The queries watch the session synchronously and this does not, so that all of the last identity's are gone, with what they
  // had fetched, before the socket loses that identity. Detached, as the page that opens the connection leaves before it does.
  effectScope(true).run(() => watch(() => session.value === undefined ? undefined : identityOf(session.value), (next, previous) => {
    identity.value = undefined
    if (previous) leave()
    if (next === undefined) return
    if (next) authenticate()
    if (!next) status.value = 'unauthenticated'
    // What the server rendered for a session is as good as Convex's own word; a cold start waits for that.
    else if (previous !== undefined || initialToken) status.value = 'authenticated'
    identity.value = next
  }, { immediate: true }))

  onWakeUp(() => {
    tokens.hurry()
    if (session.value && tokens.isExpired()) authenticate()
  })

  let ensuring: Promise<void> | null = null
  function ensureUser(): Promise<void> {
    return ensuring ??= client.action(api.users.ensure, {}).then(() => {}).finally(() => ensuring = null)
  }

  return {
    client,
    status: readonly(status),
    isRefreshing: readonly(isRefreshing),
    error: readonly(error),
    identity: readonly(identity),
    fetchAccessToken: fetchToken,
    ensureUser,
  }
}

/** In seconds. A leeway as long as the token's life would make the client refresh without pause. */
function refreshLeeway(token: string | undefined): number {
  const { iat, exp } = (token && decodeClaims(token)) || {}
  return iat && exp ? Math.min(30, (exp - iat) / 4) : 10
}
