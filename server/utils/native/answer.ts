import type { H3Event } from 'h3'
import type { AuthAnswer } from '../../../common/authFlow'
import type { NativeAnswer, NativeSignedIn } from '../../../native/protocol'
import { AuthError } from '../authError'
import { toAccessTokenAnswer, toSessionView, type AuthSession } from '../authSession'
import { readFlow } from '../flow'
import { readAuthSession } from '../session'
import { sealContinuation } from './continuation'

/**
 * What a sign-in has come to, for a device. The steps are those of the pages, which end in a
 * redirect or the next page; here they end in tokens, or in the next step and a way back to it.
 */
export async function toNativeAnswer(event: H3Event, answer: AuthAnswer): Promise<NativeAnswer> {
  const session = await readAuthSession(event)
  if (session) return toNativeSignedIn(session)
  if (!('flow' in answer) || !answer.flow.step) throw new AuthError('unexpected', { status: 500, cause: 'the sign-in ended in neither a session nor a step' })
  const { email } = await readFlow(event)
  return { step: answer.flow.step, email: email ?? null, continuation: await sealContinuation(event) }
}

export function toNativeSignedIn(signedIn: AuthSession): NativeSignedIn {
  const { user, sessionId, organizationId, role, impersonator } = toSessionView(signedIn)
  const { token, expiresIn } = toAccessTokenAnswer(signedIn)
  return {
    session: { user, sessionId, organizationId, role, impersonator },
    tokens: { accessToken: token, expiresIn, refreshToken: signedIn.refreshToken },
  }
}
