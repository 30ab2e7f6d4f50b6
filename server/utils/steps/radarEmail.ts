import { z } from 'zod'
import { describeClient } from '../client'
import { serverEnv } from '../env'
import { requireRoom } from '../limits/requireRoom'
import { oneTimeCode } from '../oneTimeCode'
import { requireValid } from '../readBody'
import { workosGrants } from '../workos'
import type { EnterStep, Step } from './step'
import { incompleteStep, requirePendingToken } from './stepUp'

export const enterRadarEmail: EnterStep = (stepUp) => {
  const challengeId = stepUp.radarChallengeId
  if (!challengeId) throw incompleteStep(stepUp)
  return { show: { kind: 'radar-email', pendingToken: requirePendingToken(stepUp), challengeId } }
}

const fieldsSchema = z.object({ code: oneTimeCode })

export const radarEmailStep: Step<'radar-email'> = {
  kind: 'radar-email',
  view: () => ({ kind: 'radar-email' }),
  proceed: async ({ pendingToken, challengeId }, fields, { event, flow }) => {
    const { code } = requireValid(fieldsSchema, fields)
    await requireRoom(event, 'checkCode', flow.email)
    return {
      grant: {
        spends: pendingToken,
        attempt: code,
        run: () => workosGrants().userManagement.authenticateWithRadarEmailChallenge({
          clientId: serverEnv().WORKOS_CLIENT_ID,
          pendingAuthenticationToken: pendingToken,
          radarChallengeId: challengeId,
          code,
          ...describeClient(event),
        }),
      },
    }
  },
}
