import type { AuthenticationResponse } from '@workos-inc/node'
import type { H3Event } from 'h3'
import { useRuntimeConfig } from 'nitropack/runtime'
import { sanitizeReturnTo } from '../../common/returnTo'
import { checkAccessToken, readClaims, type AccessTokenClaims } from './accessToken'
import { AuthError } from './authError'
import { toStoredUser } from './authSession'
import { ensureStoredUser } from './convex'
import { clearFlow, readFlow } from './flow'
import { methodOf, writeLastMethod } from './lastMethod'
import { revokeSession } from './revokeSession'
import { startAuthSession } from './session'
import { readSessionId } from './sessionCookie'

/**
 * Turns a successful WorkOS answer into a session in this browser.
 *
 * @returns where to go from here.
 */
export async function signIn(event: H3Event, answer: AuthenticationResponse): Promise<{ redirectTo: string }> {
  const claims = readClaims(answer.accessToken)
  if (!claims || await checkAccessToken(answer.accessToken) === 'forged') throw foreignToken(claims?.iss)
  const { accessToken, refreshToken, user, impersonator } = answer
  const { returnTo, method } = await readFlow(event)
  await ensureStoredUser(accessToken)
  await endReplacedSession(event, claims)
  await startAuthSession(event, {
    accessToken,
    refreshToken,
    user: toStoredUser(user),
    ...(impersonator && { impersonator: { email: impersonator.email, reason: impersonator.reason ?? null } }),
    claims,
  })
  const usedMethod = impersonator ? undefined : methodOf(answer.authenticationMethod) ?? method
  if (usedMethod) writeLastMethod(event, usedMethod)
  clearFlow(event)
  return { redirectTo: sanitizeReturnTo(returnTo, useRuntimeConfig(event).public.auth.home) }
}

/** A session that was in this browser before is over: its cookie, the only way to it, is about to be replaced. */
async function endReplacedSession(event: H3Event, { sid }: AccessTokenClaims): Promise<void> {
  const previousId = await readSessionId(event)
  if (previousId && previousId !== sid) await revokeSession(previousId)
}

/** Better here than a session that every later check refuses. */
function foreignToken(issuer: string | undefined): AuthError {
  return new AuthError('misconfigured', {
    status: 503,
    cause: `the token is not signed by a key of WORKOS_CLIENT_ID, or its issuer (${issuer}) is not in WORKOS_ISSUER`,
  })
}
