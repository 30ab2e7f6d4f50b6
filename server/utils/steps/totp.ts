import type { AuthenticationResponse } from '@workos-inc/node'
import type { H3Event } from 'h3'
import { describeClient } from '../client'
import { serverEnv } from '../env'
import { requireRoom } from '../limits/requireRoom'
import { workosGrants } from '../workos'
import { classifyWorkosFailure } from '../workosFailure'
import type { Outcome, StepContext } from './step'

/**
 * Goes on with a code of an authenticator app. Each try has a challenge of its own, because one
 * counts once. With several apps WorkOS does not say which is meant, so the code is tried with each.
 */
export async function totpOutcome({ event, flow }: StepContext, pendingToken: string, factorIds: string[], code: string): Promise<Outcome> {
  await requireRoom(event, 'checkFactor', flow.email)
  return { grant: { spends: pendingToken, attempt: code, run: () => tryFactors(event, pendingToken, factorIds, code) } }
}

async function tryFactors(event: H3Event, pendingToken: string, [factorId = '', ...others]: string[], code: string): Promise<AuthenticationResponse> {
  try {
    const challenge = await workosGrants().multiFactorAuth.challengeFactor({ authenticationFactorId: factorId })
    return await workosGrants().userManagement.authenticateWithTotp({
      clientId: serverEnv().WORKOS_CLIENT_ID,
      pendingAuthenticationToken: pendingToken,
      authenticationChallengeId: challenge.id,
      code,
      ...describeClient(event),
    })
  }
  catch (error) {
    if (others.length === 0 || !isWrongCode(error)) throw error
    return await tryFactors(event, pendingToken, others, code)
  }
}

function isWrongCode(error: unknown): boolean {
  const failure = classifyWorkosFailure(error)
  return failure.kind === 'refused' && failure.code === 'invalid_one_time_code'
}
