import { setHeader, type H3Event } from 'h3'
import { z } from 'zod'
import { SESSION_ENDED } from '../../../native/protocol'
import { checkAccessToken, readClaims, type AccessTokenClaims } from '../accessToken'
import { AuthError } from '../authError'
import type { AuthSession } from '../authSession'
import { describeClient } from '../client'
import { isSessionEnded } from '../endedSessions'
import { refreshSession } from '../refresh'
import { needsRefresh } from '../session'

/** What a device sends of its session. */
export const deviceSessionSchema = z.object({
  refreshToken: z.string().min(1).max(2_048),
  /** The one that it holds, dead or alive; missing after a start of the app. */
  accessToken: z.string().max(16_384).optional(),
})

export type DeviceSession = z.infer<typeof deviceSessionSchema>

/**
 * Spends the refresh token of a device for a new pair, once for everyone who asks with the same one.
 * A device whose access token is still good is rationed, as a browser is.
 *
 * @throws AuthError 401 `session_ended` when WorkOS says that the session is over; 429 for one that
 * asks in a loop; 503 with Retry-After when nothing is known, and the refresh token is as good as before.
 */
export async function renewDeviceSession(event: H3Event, { refreshToken, accessToken }: DeviceSession): Promise<AuthSession> {
  const held = accessToken ? await provenClaims(accessToken) : null
  const isAlive = held !== null && held.exp * 1000 > Date.now()
  const rationedAs = held && isAlive && !needsRefresh(held, Date.now()) ? held.sid : undefined
  const outcome = await refreshSession({ refreshToken }, { rationedAs, client: describeClient(event) })
  switch (outcome.kind) {
    case 'refreshed':
      // Someone may have signed out meanwhile, and that counts.
      if (await isSessionEnded(outcome.session.claims.sid)) throw sessionEnded()
      return outcome.session
    case 'ended':
      throw sessionEnded()
    case 'blocked':
      // Only the person can take WorkOS's next step, and as long as the token lives there is no hurry.
      if (isAlive) throw unconfirmed(event, 30)
      throw sessionEnded()
    case 'limited':
      throw new AuthError('renewed_too_often', { status: 429, code: 'rate_limited', retryAfter: outcome.retryAfter })
    case 'unavailable':
      throw unconfirmed(event, outcome.retryAfter)
  }
}

/** The claims of a token that WorkOS signed for us, dead or alive; null for what is made up, or cannot be checked now. */
export async function provenClaims(accessToken: string): Promise<AccessTokenClaims | null> {
  return await checkAccessToken(accessToken) === 'genuine' ? readClaims(accessToken) : null
}

export function sessionEnded(cause?: unknown): AuthError {
  return new AuthError('unauthenticated', { status: 401, code: SESSION_ENDED, cause })
}

function unconfirmed(event: H3Event, retryAfter: number): AuthError {
  setHeader(event, 'retry-after', retryAfter)
  return new AuthError('session_unconfirmed', { status: 503, code: 'unavailable', retryAfter })
}
