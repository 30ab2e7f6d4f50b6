import type { ConvexClient } from 'convex/browser'
import { convexVue, useConvexClient } from 'convex-vue'
import { effectScope, readonly, ref, shallowRef, watch, type Ref } from 'vue'
import type { NuxtApp } from '#app'
import { api } from '../../convex/_generated/api'
import { hasSameItems } from '../../common/hasSameItems'
import { identityOf, type AccessTokenAnswer, type SessionView } from '../../common/session'
import { explainRefusal } from '../../common/tokenRefusal/explainRefusal'
import { createAccessTokens, decodeClaims, type DecodedClaims } from './accessTokens'
import { explainingLogger } from './explainingLogger'
import { onWakeUp } from '../onWakeUp'
import { forgetAllRendered } from './renderedQueries'
import { reportConnection, reportLog, reportRequests } from './report'
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
  /**
   * For a caller whose role has changed: renews the token, and with it what the page knows of the session.
   * Never rejects. Resolves to whether the page is still the same person's, in the same organization.
   */
  renewSession: () => Promise<boolean>
  /** The same for a caller whose access is over, as a function says. Asked again and again, it asks the server once in a while. */
  confirmSession: () => Promise<boolean>
}

export interface ConvexConnectionOptions {
  url: string
  /** Set to null when the server says that the session is over. */
  session: Ref<SessionView | null | undefined>
  /** Asks the server for the session, and sets it. */
  loadSession: () => Promise<unknown>
  initialToken: AccessTokenAnswer | null
}

/** How long a refused token rests before Convex is asked again, in ms: its keys may just have been out of reach. */
const ASK_AGAIN_AFTER_MS = 15_000
/** A refusal that a new token does not change is not asked about again for so long, in ms. */
const CONFIRMED_FOR_MS = 30_000

/** Opens the one socket of this browser tab and keeps its identity in step with the session. */
export function createConvexConnection(nuxtApp: NuxtApp, { url, session, loadSession, initialToken }: ConvexConnectionOptions): ConvexConnection {
  const status = ref<ConvexAuthStatus>('loading')
  const isRefreshing = ref(false)
  const error = ref<string | null>(null)
  const identity = shallowRef<string>()
  const tokens = createAccessTokens({ initial: initialToken, request: import.meta.dev ? reportRequests(nuxtApp, requestToken) : requestToken })
  let lastToken: string | null = null
  let askAgain: ReturnType<typeof setTimeout> | undefined
  /** What the last question about a lost access found out, and when it was asked. */
  let confirmation: Promise<boolean> | undefined
  let confirmedAt = -Infinity
  /** Lets the queries of the new identity begin, once Convex is done with those of the last one. */
  let enter = () => {}

  const logger = explainingLogger((reason) => {
    error.value = import.meta.dev ? explainRefusal(reason, lastToken) : 'Convex refused the access token.'
  })
  nuxtApp.vueApp.use(convexVue, {
    url,
    clientOptions: {
      // Else every page load would fetch a second token and run every query twice.
      initialAuthTokenReuse: true,
      authRefreshTokenLeewaySeconds: refreshLeeway(initialToken?.token),
      skipConvexDeploymentUrlCheck: true,
      logger: import.meta.dev ? reportLog(nuxtApp, logger) : logger,
    },
  })
  const client = nuxtApp.vueApp.runWithContext(useConvexClient)

  async function fetchToken(options: { forceRefreshToken: boolean }): Promise<string | null> {
    const asker = identityOf(session.value)
    lastToken = await tokens.fetch(options)
    // Null for someone who has been replaced meanwhile says nothing about their successor.
    if (!lastToken && identityOf(session.value) === asker) session.value = null
    if (lastToken && session.value) await follow(lastToken, session.value)
    return lastToken
  }

  /** One question after another, so that an older answer never takes the place of a newer one. */
  let followed: Promise<unknown> = Promise.resolve()
  /** Learns anew what the page knows of the session, when that is from before the token. */
  async function follow(token: string, known: SessionView): Promise<void> {
    const claims = decodeClaims(token)
    // A token that cannot be read here is judged by Convex.
    if (!claims || isUpToDate(known, claims)) return
    followed = followed.then(async () => {
      if (session.value && !isUpToDate(session.value, claims)) await loadSession().catch(() => {})
    })
    // Nothing that the page asks for as whom it knows may be asked for with this token: another tab has moved the session, or
    // the role is a lesser one. More, it must not ask for before Convex has the token, so that is not waited for.
    if (!isOfIdentity(claims, known) || !known.permissions.every(permission => claims.permissions?.includes(permission))) await followed
  }

  /** Once per identity and after long pauses only: each call makes the client run every query again. */
  function authenticate(): void {
    clearTimeout(askAgain)
    client.client.setAuth(fetchToken, onChange, refreshing => isRefreshing.value = refreshing)
  }

  function onChange(isAuthenticated: boolean): void {
    status.value = isAuthenticated ? 'authenticated' : 'unauthenticated'
    enter()
    if (isAuthenticated) error.value = null
    else if (session.value) askAgain = setTimeout(authenticate, ASK_AGAIN_AFTER_MS)
  }

  function leave(): void {
    clearTimeout(askAgain)
    tokens.forget()
    confirmation = undefined
    forgetAllRendered(nuxtApp)
    // In this order: the first tells the server, the second stops the client's own refresh timer.
    client.client.clearAuth()
    client.client.setAuth(async () => null, () => {})
  }

  // The queries watch the session synchronously and this does not, so that all of the last identity's are gone, with what they
  // had fetched, before the socket loses that identity. Detached, as the page that opens the connection leaves before it does.
  effectScope(true).run(() => watch(() => session.value === undefined ? undefined : identityOf(session.value), (next, previous) => {
    identity.value = undefined
    enter = () => {}
    if (previous) leave()
    if (next === undefined) return
    enter = () => {
      identity.value = next
    }
    if (next) authenticate()
    if (!next) status.value = 'unauthenticated'
    // What the server rendered for a session is as good as Convex's own word; a cold start waits for that.
    else if (previous !== undefined || initialToken) status.value = 'authenticated'
    // The client answers a query that was dropped and asked again with the last identity's result, until Convex has confirmed
    // the new one (`onChange`), or, where there is none to confirm, has answered.
    if (!previous) enter()
    else if (!next) afterAnswer(enter)
  }, { immediate: true }))

  function afterAnswer(callback: () => void): void {
    const stop = client.client.addOnTransitionHandler(() => {
      stop()
      callback()
    })
  }

  onWakeUp(() => {
    tokens.hurry()
    if (session.value && tokens.isExpired()) authenticate()
  })

  let ensuring: Promise<void> | null = null
  function ensureUser(): Promise<void> {
    return ensuring ??= client.action(api.users.ensure, {}).then(() => {}).finally(() => ensuring = null)
  }

  async function renewSession(): Promise<boolean> {
    const asker = identityOf(session.value)
    const token = await fetchToken({ forceRefreshToken: true })
    const isSame = token !== null && identityOf(session.value) === asker
    if (isSame) authenticate()
    return isSame
  }

  function confirmSession(): Promise<boolean> {
    if (confirmation && performance.now() - confirmedAt < CONFIRMED_FOR_MS) return confirmation
    confirmedAt = performance.now()
    return confirmation = renewSession()
  }

  const connection: ConvexConnection = {
    client,
    status: readonly(status),
    isRefreshing: readonly(isRefreshing),
    error: readonly(error),
    identity: readonly(identity),
    fetchAccessToken: fetchToken,
    ensureUser,
    renewSession,
    confirmSession,
  }
  reportConnection(nuxtApp, { kind: 'opened', connection })
  return connection
}

function isOfIdentity(claims: DecodedClaims, { user, organizationId }: SessionView): boolean {
  return claims.sub === user.id && (claims.org_id ?? null) === organizationId
}

function isUpToDate(known: SessionView, claims: DecodedClaims): boolean {
  return isOfIdentity(claims, known) && (claims.role ?? null) === known.role && hasSameItems(claims.permissions ?? [], known.permissions)
}

/** In seconds. A leeway as long as the token's life would make the client refresh without pause. */
function refreshLeeway(token: string | undefined): number {
  const { iat, exp } = (token && decodeClaims(token)) || {}
  return iat && exp ? Math.min(30, (exp - iat) / 4) : 10
}
