import { getHeader, setHeader, type H3Event } from 'h3'
import { checkAccessToken, readClaims, type AccessTokenClaims } from './accessToken'
import { AuthError } from './authError'
import type { AuthSession } from './authSession'
import { describeClient } from './client'
import { isSessionEnded } from './endedSessions'
import { moveSession, refreshSession } from './refresh'
import { reportRefresh } from './reportRefresh'
import { clearSessionCookie, hasSessionCookie, readSessionCookie, writeSessionCookie } from './sessionCookie'

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
 * @throws AuthError 401 when WorkOS says that the session is over; 429 for a caller that asks in a loop;
 * 503 when there is no newer token to be had now. Never the same token again: Convex's client would then stop asking for good.
 */
export async function renewAuthSession(event: H3Event, session: AuthSession): Promise<AuthSession> {
  return orUnauthenticated(await refreshInto(event, session, { force: true }))
}

/** Moves the session into another organization of its user. @throws what the WorkOS SDK throws; the session is then as it was. */
export async function moveAuthSession(event: H3Event, session: AuthSession, organizationId: string): Promise<void> {
  const startedAt = Date.now()
  const moved = await moveSession(session, organizationId, describeClient(event))
  if (import.meta.dev) reportRefresh(event, session.claims.sid, { reason: 'moved', outcome: 'refreshed', startedAt })
  // Someone may have signed out meanwhile, and that counts.
  if (await isSessionEnded(moved.claims.sid)) endAuthSession(event)
  else await startAuthSession(event, moved)
}

async function resolve(event: H3Event): Promise<AuthSession | null> {
  const stored = await readSessionCookie(event)
  const claims = stored && readClaims(stored.accessToken)
  if (!stored || !claims || await isSessionEnded(claims.sid)) {
    if (hasSessionCookie(event)) clearSessionCookie(event)
    return null
  }
  const session = { ...stored, claims }
  if (needsRefresh(claims, Date.now()) || await checkAccessToken(stored.accessToken) === 'forged') return await refreshInto(event, session)
  return session
}

/** @param options.force the present token will not do, even while it lives. */
async function refreshInto(event: H3Event, session: AuthSession, options: { force?: boolean } = {}): Promise<AuthSession | null> {
  const isAlive = session.claims.exp * 1000 > Date.now()
  const isGoodEnough = isAlive && !options.force
  if (mayDropSetCookie(event)) {
    if (isGoodEnough) return session
    throw unavailable(event, 1)
  }
  const rationedAs = options.force && !needsRefresh(session.claims, Date.now()) ? session.claims.sid : undefined
  const startedAt = Date.now()
  const outcome = await refreshSession(session, { rationedAs, client: describeClient(event) })
  if (import.meta.dev) reportRefresh(event, session.claims.sid, { reason: rationedAs ? 'refused' : 'due', outcome: outcome.kind, startedAt })
  // Someone may have signed out meanwhile, and that counts.
  if (outcome.kind === 'ended' || (outcome.kind === 'blocked' && !isAlive) || await isSessionEnded(session.claims.sid)) {
    endAuthSession(event)
    return null
  }
  if (outcome.kind === 'refreshed') {
    await startAuthSession(event, outcome.session)
    return outcome.session
  }
  if (outcome.kind === 'limited') {
    throw new AuthError('renewed_too_often', { status: 429, code: 'rate_limited', retryAfter: outcome.retryAfter })
  }
  if (isGoodEnough) return session
  throw unavailable(event, outcome.kind === 'unavailable' ? outcome.retryAfter : 1)
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
  if (!session) throw new AuthError('unauthenticated', { status: 401 })
  return session
}

function unavailable(event: H3Event, retryAfter: number): AuthError {
  // Also for pages, whose errors are not answered by our own handlers.
  setHeader(event, 'retry-after', retryAfter)
  return new AuthError('session_unconfirmed', { status: 503, code: 'unavailable', retryAfter })
}
