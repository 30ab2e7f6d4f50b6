import { z } from 'zod'
import { AuthError } from '../authError'
import { oneTimeCode } from '../oneTimeCode'
import { requireValid } from '../readBody'
import type { EnterStep, Step } from './step'
import { requirePendingToken } from './stepUp'
import { totpOutcome } from './totp'

/** Nobody has more authenticator apps than this that they could mean. */
const MAX_FACTORS = 5

export const enterMfa: EnterStep = (stepUp) => {
  const pendingToken = requirePendingToken(stepUp)
  const factorIds = stepUp.factors.filter(({ type }) => type === 'totp').map(({ id }) => id).slice(0, MAX_FACTORS)
  if (factorIds.length === 0) throw new AuthError('factor_unsupported', { status: 400, cause: stepUp.cause })
  return { show: { kind: 'mfa', pendingToken, factorIds } }
}

const fieldsSchema = z.object({ code: oneTimeCode })

export const mfaStep: Step<'mfa'> = {
  kind: 'mfa',
  view: () => ({ kind: 'mfa' }),
  proceed: async ({ pendingToken, factorIds }, fields, context) =>
    await totpOutcome(context, pendingToken, factorIds, requireValid(fieldsSchema, fields).code),
}
