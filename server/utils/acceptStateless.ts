import type { H3Event } from 'h3'
import type { AuthenticationResponse } from '@workos-inc/node'
import { useRuntimeConfig } from 'nitropack/runtime'
import type { AuthAnswer } from '../../common/authFlow'
import { readClaims } from './accessToken'
import { alreadySignedIn } from './alreadySignedIn'
import { AuthError } from './authError'
import { describeClient } from './client'
import { serverEnv } from './env'
import { explainFailure } from './explainFailure'
import { clearFlow } from './flow'
import { requireRoom } from './limits/requireRoom'
import { revokeSession } from './revokeSession'
import { signIn } from './signIn'
import { workosGrants } from './workos'
import { classifyWorkosFailure } from './workosFailure'

/**
 * A code that comes without a state: somebody impersonates a user from WorkOS's dashboard, or came
 * from their identity provider's own page (WorkOS docs: IdP-initiated SSO). Anybody can send a
 * visitor such a link with a code of theirs, so it counts only where the site allows it, and only if
 * the answer says that it is one of the two. What does not count is revoked.
 *
 * @throws AuthError with words for the visitor.
 */
export async function acceptStateless(event: H3Event, code: string): Promise<AuthAnswer> {
  await requireRoom(event, 'authorize')
  const answer = await exchange(event, code)
  if (!answer) {
    const signedIn = await alreadySignedIn(event)
    if (signedIn) return signedIn
    throw new AuthError('callback_unknown', { status: 400 })
  }
  const refusal = refusalOf(event, answer)
  if (!refusal) {
    // What this browser had begun is another matter.
    clearFlow(event)
    return await signIn(event, answer)
  }
  const sessionId = readClaims(answer.accessToken)?.sid
  if (sessionId) await revokeSession(sessionId)
  throw refusal
}

/** Null when WorkOS refuses the code, or wants another step: those begin on our own pages only. */
async function exchange(event: H3Event, code: string): Promise<AuthenticationResponse | null> {
  try {
    return await workosGrants().userManagement.authenticateWithCode({ clientId: serverEnv().WORKOS_CLIENT_ID, code, ...describeClient(event) })
  }
  catch (error) {
    const failure = classifyWorkosFailure(error)
    if (failure.kind !== 'refused') throw explainFailure(failure, error)
    return null
  }
}

function refusalOf(event: H3Event, { impersonator, authenticationMethod }: AuthenticationResponse): AuthError | null {
  const { impersonation, idpInitiated } = useRuntimeConfig(event).auth
  if (impersonator) return impersonation ? null : new AuthError('impersonation_off', { status: 403 })
  if (authenticationMethod === 'SSO') return idpInitiated ? null : new AuthError('idp_initiated_off', { status: 403 })
  return new AuthError('callback_unknown', { status: 400 })
}
