import { getHeader, setHeader, type H3Event } from 'h3'
import { isForged, readClaims, type AccessTokenClaims } from './accessToken'
import { AuthError } from './authError'
import type { AuthSession } from './authSession'
import { refreshSession } from './refresh'
import { clearSessionCookie, hasSessionCookie, readSessionCookie, writeSessionCookie, type StoredSession } from './sessionCookie'

declare module 'h3' {
  interface H3EventContext {
    /** The session of this request, resolved at most once. */
    authSession?: Promise<AuthSession | null>
  }
}

/** Refresh when less than this is left, in seconds, or a fifth of the token's lifetime if that is less. */
const REFRESH_BEFORE_S = 60

/**
 * Who is calling. Refreshes an access token that is about to expire and clears a cookie that is of no use.
 *
 * @returns the session, or null for someone who is not signed in.
 * @throws AuthError 503 when the token has expired and WorkOS cannot be asked; the cookie is kept.
 */
export function readAuthSession(event: H3Event): Promise<AuthSession | null> {
  return event.context.authSession ??= resolve(event)
}

/** @throws AuthError 401 for someone who is not signed in. */
export async function requireAuthSession(event: H3Event): Promise<AuthSession> {
  return orUnauthenticated(await readAuthSession(event))
}

/** Starts a session in this browser. */
export async function startAuthSession(event: H3Event, session: AuthSession): Promise<void> {
  const { claims: _, ...stored } = session
  await writeSessionCookie(event, stored)
  event.context.authSession = Promise.resolve(session)
}

/** Ends the session in this browser. */
export function endAuthSession(event: H3Event): void {
  clearSessionCookie(event)
  event.context.authSession = Promise.resolve(null)
}

/**
 * Replaces the tokens even when they still look good, for a caller whose token was refused.
 *
 * @throws AuthError 401 when WorkOS says that the session is over.
 */
export async function renewAuthSession(event: H3Event, session: AuthSession): Promise<AuthSession> {
  return orUnauthenticated(await refreshInto(event, session, session.claims))
}

async function resolve(event: H3Event): Promise<AuthSession | null> {
  const stored = await readSessionCookie(event)
  const claims = stored && readClaims(stored.accessToken)
  if (!stored || !claims) {
    if (hasSessionCookie(event)) clearSessionCookie(event)
    return null
  }
  if (needsRefresh(claims, Date.now()) || await isForged(stored.accessToken)) return await refreshInto(event, stored, claims)
  return { ...stored, claims }
}

async function refreshInto(event: H3Event, stored: StoredSession, claims: AccessTokenClaims): Promise<AuthSession | null> {
  const current = { ...stored, claims }
  const isAlive = claims.exp * 1000 > Date.now()
  if (mayDropSetCookie(event)) {
    if (isAlive) return current
    throw unavailable(event, 1)
  }
  const outcome = await refreshSession(stored)
  switch (outcome.kind) {
    case 'refreshed':
      await startAuthSession(event, outcome.session)
      return outcome.session
    case 'ended':
      clearSessionCookie(event)
      return null
    case 'unavailable':
      if (isAlive) return current
      throw unavailable(event, outcome.retryAfter)
  }
}

export function needsRefresh(claims: Pick<AccessTokenClaims, 'iat' | 'exp'>, nowMs: number): boolean {
  const lifetime = claims.exp - claims.iat
  return claims.exp - nowMs / 1000 < Math.min(REFRESH_BEFORE_S, lifetime / 5)
}

/** The answer to a prefetch or HEAD may be thrown away together with its Set-Cookie, and with it the only copy of a new refresh token. */
function mayDropSetCookie(event: H3Event): boolean {
  const purpose = `${getHeader(event, 'sec-purpose') ?? ''} ${getHeader(event, 'purpose') ?? ''}`
  return event.method === 'HEAD' || purpose.includes('prefetch')
}

function orUnauthenticated(session: AuthSession | null): AuthSession {
  if (!session) throw new AuthError('unauthenticated', 'Sign in first.', { status: 401 })
  return session
}

function unavailable(event: H3Event, retryAfter: number): AuthError {
  // Also for pages, whose errors are not answered by our own handlers.
  setHeader(event, 'retry-after', retryAfter)
  return new AuthError('unavailable', 'Your session cannot be confirmed right now. You are still signed in: try again in a moment.', { status: 503, retryAfter })
}
