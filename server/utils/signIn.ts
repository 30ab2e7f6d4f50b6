import type { AuthenticationResponse } from '@workos-inc/node'
import type { H3Event } from 'h3'
import { useRuntimeConfig } from 'nitropack/runtime'
import { sanitizeReturnTo } from '../../common/returnTo'
import { readClaims } from './accessToken'
import { AuthError } from './authError'
import { ensureStoredUser } from './convex'
import { clearFlow, readFlow } from './flow'
import { startAuthSession } from './session'

/**
 * Turns a successful WorkOS answer into a session in this browser.
 *
 * @returns where to go from here.
 */
export async function signIn(event: H3Event, answer: AuthenticationResponse): Promise<{ redirectTo: string }> {
  const claims = readClaims(answer.accessToken)
  if (!claims) throw new AuthError('unexpected', 'WorkOS answered with a token that cannot be read.', { status: 502 })
  const { accessToken, refreshToken, user, impersonator } = answer
  const { returnTo } = await readFlow(event)
  await ensureStoredUser(accessToken)
  await startAuthSession(event, {
    accessToken,
    refreshToken,
    user: { ...user },
    ...(impersonator && { impersonator: { email: impersonator.email, reason: impersonator.reason ?? null } }),
    claims,
  })
  clearFlow(event)
  return { redirectTo: sanitizeReturnTo(returnTo, useRuntimeConfig(event).public.auth.home) }
}
