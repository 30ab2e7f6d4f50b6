import { renderSVG } from 'uqr'
import { z } from 'zod'
import { brandOf } from '../brand'
import { callWorkos } from '../callWorkos'
import { oneTimeCode } from '../oneTimeCode'
import { requireValid } from '../readBody'
import { workosGrants, workosReads } from '../workos'
import type { EnterStep, Step } from './step'
import { incompleteStep, requirePendingToken } from './stepUp'
import { totpOutcome } from './totp'

/** WorkOS asks for this only of people without a second factor, so whatever is listed was left halfway. */
export const enterMfaEnroll: EnterStep = async (stepUp, { event, flow }) => {
  const pendingToken = requirePendingToken(stepUp)
  const { userId } = stepUp
  if (!userId) throw incompleteStep(stepUp)
  const { authenticationFactor } = await callWorkos(async () => {
    await deleteFactors(userId)
    return await workosGrants().multiFactorAuth.createUserAuthFactor({
      userId,
      type: 'totp',
      totpIssuer: brandOf(event, flow.organizationId).brand.name,
      totpUser: stepUp.email ?? flow.email,
    })
  })
  const { secret, uri } = authenticationFactor.totp
  return { show: { kind: 'mfa-enroll', pendingToken, factorId: authenticationFactor.id, secret, uri } }
}

async function deleteFactors(userId: string): Promise<void> {
  const factors = await workosReads().multiFactorAuth.listUserAuthFactors({ userId })
  for (const { id } of factors.data) await workosGrants().multiFactorAuth.deleteFactor(id)
}

const fieldsSchema = z.object({ code: oneTimeCode })

export const mfaEnrollStep: Step<'mfa-enroll'> = {
  kind: 'mfa-enroll',
  // Drawn here, so that what the secret is shown as depends on no image from elsewhere.
  view: ({ secret, uri }) => ({ kind: 'mfa-enroll', secret, uri, qrCode: `data:image/svg+xml,${encodeURIComponent(renderSVG(uri))}` }),
  proceed: async ({ pendingToken, factorId }, fields, context) =>
    await totpOutcome(context, pendingToken, [factorId], requireValid(fieldsSchema, fields).code),
}
