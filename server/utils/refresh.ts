import { createHash } from 'node:crypto'
import { readClaims } from './accessToken'
import type { AuthSession } from './authSession'
import { serverEnv } from './env'
import type { StoredSession } from './sessionCookie'
import { workosGrants } from './workos'
import { classifyWorkosFailure } from './workosFailure'

/**
 * - `refreshed`: here is the new pair.
 * - `ended`: WorkOS says that the session is over.
 * - `unavailable`: nothing is known; the session stays as it is.
 */
export type RefreshOutcome =
  | { kind: 'refreshed', session: AuthSession }
  | { kind: 'ended' }
  | { kind: 'unavailable', retryAfter: number }

/** How long a finished refresh answers requests that were sent with the old cookie, in ms. Below WorkOS's own replay window of about 30 s. */
const REMEMBERED_FOR_MS = 20_000
const DEFAULT_RETRY_AFTER_S = 5

/**
 * Refreshes in flight and just finished, by the hash of the refresh token they spend. Shared by all
 * requests of this process on purpose: a refresh token works once, so it must be spent once.
 */
const refreshes = new Map<string, Promise<RefreshOutcome>>()

/** Exchanges the session's refresh token, once for everyone who asks with the same one. Never throws. */
export function refreshSession(session: StoredSession): Promise<RefreshOutcome> {
  const key = createHash('sha256').update(session.refreshToken).digest('base64url')
  const known = refreshes.get(key)
  if (known) return known

  const refresh = exchange(session)
  refreshes.set(key, refresh)
  void refresh.then((outcome) => {
    const forget = () => refreshes.delete(key)
    if (outcome.kind === 'unavailable') forget()
    else setTimeout(forget, REMEMBERED_FOR_MS).unref?.()
  })
  return refresh
}

async function exchange(session: StoredSession): Promise<RefreshOutcome> {
  try {
    const answer = await workosGrants().userManagement.authenticateWithRefreshToken({
      clientId: serverEnv().WORKOS_CLIENT_ID,
      refreshToken: session.refreshToken,
    })
    const claims = readClaims(answer.accessToken)
    if (!claims) return { kind: 'unavailable', retryAfter: DEFAULT_RETRY_AFTER_S }
    const { accessToken, refreshToken, user } = answer
    return { kind: 'refreshed', session: { ...session, accessToken, refreshToken, user: { ...user }, claims } }
  }
  catch (error) {
    const failure = classifyWorkosFailure(error)
    // Everything but these words from WorkOS is an accident, and accidents do not sign people out.
    if (failure.kind === 'refused' && failure.code === 'invalid_grant') return { kind: 'ended' }
    const retryAfter = failure.kind === 'limited' ? failure.retryAfter : undefined
    console.warn('[auth] refresh failed:', failure)
    return { kind: 'unavailable', retryAfter: retryAfter && Number.isFinite(retryAfter) ? Math.ceil(retryAfter) : DEFAULT_RETRY_AFTER_S }
  }
}
