import { createHash } from 'node:crypto'
import { sessionEncryption } from '@workos/authkit-session'
import { checkAccessToken, readClaims } from './accessToken'
import { AuthError } from './authError'
import { toStoredUser, type AuthSession } from './authSession'
import type { ClientDescription } from './client'
import { serverEnv } from './env'
import { createLog } from './log/log'
import { takeForcedRefresh } from './refreshLimit'
import { storedSessionSchema, type StoredSession } from './sessionCookie'
import { readShared, writeShared } from './sharedStore'
import { workosGrants } from './workos'
import { classifyWorkosFailure, type WorkosFailure } from './workosFailure'

const log = createLog('auth')

/**
 * - `refreshed`: here is the new pair.
 * - `ended`: WorkOS says that the session is over.
 * - `blocked`: WorkOS wants another step of the person (a new policy, say) before it renews.
 * - `limited`: this session forces refreshes too often.
 * - `unavailable`: nothing is known; the session stays as it is.
 */
export type RefreshOutcome =
  | { kind: 'refreshed', session: AuthSession }
  | { kind: 'ended' }
  | { kind: 'blocked' }
  | { kind: 'limited' | 'unavailable', retryAfter: number }

export interface RefreshOptions {
  rationedAs?: string
  client?: ClientDescription
}

/** How long a finished refresh answers requests that were sent with the old cookie, in seconds. Below WorkOS's own replay window of about 30 s. */
const REMEMBERED_FOR_S = 20
const DEFAULT_RETRY_AFTER_S = 5

/** Signing in again leads through these steps; waiting does not. */
const STEPS = new Set([
  'sso_required', 'mfa_enrollment', 'mfa_challenge', 'email_verification_required', 'organization_selection_required',
  'organization_authentication_methods_required', 'organization_membership_not_found', 'invalid_organization_id',
])

/**
 * Refreshes in flight and just finished, by the hash of the refresh token they spend. Shared by all
 * requests of this process on purpose: a refresh token works once, so it must be spent once.
 */
const refreshes = new Map<string, Promise<RefreshOutcome>>()

/** All that a refresh needs; what else is known of the session is kept. */
export type Refreshable = Pick<StoredSession, 'refreshToken'> & Partial<AuthSession>

/**
 * Exchanges the session's refresh token, once for everyone who asks with the same one. Never throws.
 *
 * @param options.rationedAs the session id, when the access token still looks good; such refreshes are rationed.
 * @param options.client whom it is for.
 */
export async function refreshSession(session: Refreshable, options: RefreshOptions = {}): Promise<RefreshOutcome> {
  const outcome = await refreshOnce(session, options)
  if (outcome.kind !== 'refreshed') return outcome
  // A straggler may come when the new pair is itself spent: an older pair must never follow a newer one.
  const newer = refreshes.get(keyOf(outcome.session))
  const newest = newer && await newer
  return newest?.kind === 'refreshed' ? newest : outcome
}

async function refreshOnce(session: Refreshable, { rationedAs, client }: RefreshOptions): Promise<RefreshOutcome> {
  const key = keyOf(session)
  const known = refreshes.get(key)
  if (known) return await known
  const retryAfter = rationedAs ? takeForcedRefresh(rationedAs) : 0
  if (retryAfter) return { kind: 'limited', retryAfter }

  const refresh = recall(key).then(recalled => recalled ?? exchange(session, key, client))
  hold(key, refresh)
  return await refresh
}

/**
 * Moves the session into another organization. That spends the refresh token, too, so whoever asks
 * for a refresh meanwhile gets the moved session.
 *
 * @throws what the WorkOS SDK throws. The session is then as it was.
 */
export async function moveSession(session: Refreshable, organizationId: string, client: ClientDescription, tries = 2): Promise<AuthSession> {
  let latest: Refreshable = session
  for (let known = refreshes.get(keyOf(latest)); known; known = refreshes.get(keyOf(latest))) {
    const outcome = await known
    if (outcome.kind === 'refreshed') latest = outcome.session
    else if (refreshes.get(keyOf(latest)) === known) break
  }
  const key = keyOf(latest)
  const move = recall(key).then(recalled => exchangeTokens(recalled?.kind === 'refreshed' ? recalled.session : latest, key, { organizationId, ...client }))
  hold(key, move.catch(() => ({ kind: 'unavailable', retryAfter: 1 })))
  const outcome = await move
  if (outcome.kind === 'ended') throw new AuthError('misconfigured', { status: 503, cause: 'see above' })
  // A server that shares nothing with this one may have spent the token a moment ago: WorkOS then repeats its answer to that.
  const isThere = outcome.session.claims.org_id === organizationId
  return isThere || tries <= 1 ? outcome.session : await moveSession(outcome.session, organizationId, client, tries - 1)
}

function hold(key: string, refresh: Promise<RefreshOutcome>): void {
  refreshes.set(key, refresh)
  void refresh.then((outcome) => {
    const forget = () => refreshes.get(key) === refresh && refreshes.delete(key)
    if (outcome.kind === 'unavailable') forget()
    else setTimeout(forget, REMEMBERED_FOR_S * 1000).unref?.()
  })
}

async function exchange(session: Refreshable, key: string, client?: ClientDescription): Promise<RefreshOutcome> {
  try {
    return await exchangeTokens(session, key, client)
  }
  catch (error) {
    return judge(classifyWorkosFailure(error))
  }
}

async function exchangeTokens(
  session: Refreshable, key: string, options: ClientDescription & { organizationId?: string } = {},
): Promise<Extract<RefreshOutcome, { kind: 'refreshed' | 'ended' }>> {
  const answer = await workosGrants().userManagement.authenticateWithRefreshToken({
    clientId: serverEnv().WORKOS_CLIENT_ID,
    refreshToken: session.refreshToken,
    ...options,
  })
  const { accessToken, refreshToken } = answer
  const claims = readClaims(accessToken)
  // Refreshing again what our keys contradict right after its birth would go on forever.
  if (!claims || await checkAccessToken(accessToken) === 'forged') {
    log.error('WorkOS renewed a token that does not belong to this client. Check WORKOS_CLIENT_ID and WORKOS_ISSUER.', { issuer: claims?.iss })
    return { kind: 'ended' }
  }
  const renewed = { ...session, accessToken, refreshToken, user: toStoredUser(answer.user) }
  await remember(key, renewed)
  return { kind: 'refreshed', session: { ...renewed, claims } }
}

/** Everything but WorkOS's own words about this session is an accident, and accidents do not sign people out. */
function judge(failure: WorkosFailure): RefreshOutcome {
  if (failure.kind === 'refused' && failure.code === 'invalid_grant') return { kind: 'ended' }
  if (failure.kind === 'refused' && STEPS.has(failure.code)) return { kind: 'blocked' }
  log.warn('the session could not be renewed', { failure })
  const retryAfter = failure.kind === 'limited' ? failure.retryAfter : undefined
  return { kind: 'unavailable', retryAfter: retryAfter && Number.isFinite(retryAfter) ? Math.ceil(retryAfter) : DEFAULT_RETRY_AFTER_S }
}

/** Tells the other servers. Sealed, because a shared store is not ours alone. */
async function remember(key: string, session: StoredSession): Promise<void> {
  await writeShared(`refresh:${key}`, await sessionEncryption.sealData(session, sealOptions()), REMEMBERED_FOR_S)
}

async function recall(key: string): Promise<RefreshOutcome | undefined> {
  const sealed = await readShared(`refresh:${key}`)
  if (!sealed) return undefined
  try {
    const session = storedSessionSchema.parse(await sessionEncryption.unsealData(sealed, sealOptions()))
    const claims = readClaims(session.accessToken)
    return claims ? { kind: 'refreshed', session: { ...session, claims } } : undefined
  }
  catch {
    return undefined
  }
}

function sealOptions() {
  return { password: serverEnv().WORKOS_COOKIE_PASSWORD, ttl: REMEMBERED_FOR_S }
}

function keyOf({ refreshToken }: Pick<StoredSession, 'refreshToken'>): string {
  return createHash('sha256').update(refreshToken).digest('base64url')
}
