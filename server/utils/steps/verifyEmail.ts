import type { H3Event } from 'h3'
import { z } from 'zod'
import { AuthError, toAuthError } from '../authError'
import { callWorkos } from '../callWorkos'
import { describeClient } from '../client'
import { deliverVerificationCode } from '../deliverCode'
import { serverEnv } from '../env'
import { requireRoom } from '../limits/requireRoom'
import { oneTimeCode } from '../oneTimeCode'
import { requireValid } from '../readBody'
import { workosGrants, workosReads } from '../workos'
import type { EnterStep, Step } from './step'
import { requirePendingToken } from './stepUp'

export const enterVerifyEmail: EnterStep = async (stepUp, { event }) => {
  const verificationId = stepUp.emailVerificationId
  // Without the mail the step is still the next one, and the person can ask for another.
  if (verificationId) await deliverVerificationCode(event, verificationId).catch(toAuthError)
  return { show: { kind: 'verify-email', pendingToken: requirePendingToken(stepUp), verificationId } }
}

const resendSchema = z.object({ resend: z.literal('1') })
const codeSchema = z.object({ code: oneTimeCode })

export const verifyEmailStep: Step<'verify-email'> = {
  kind: 'verify-email',
  view: () => ({ kind: 'verify-email' }),
  proceed: async (state, fields, { event, flow }) => {
    if (resendSchema.safeParse(fields).success) {
      await requireRoom(event, 'sendCode', flow.email)
      await resend(event, state.verificationId)
      return { show: state, codeResent: true }
    }
    const { pendingToken } = state
    const { code } = requireValid(codeSchema, fields)
    await requireRoom(event, 'checkCode', flow.email)
    return {
      grant: {
        spends: pendingToken,
        attempt: code,
        run: () => workosGrants().userManagement.authenticateWithEmailVerification({
          clientId: serverEnv().WORKOS_CLIENT_ID,
          pendingAuthenticationToken: pendingToken,
          code,
          ...describeClient(event),
        }),
      },
    }
  },
}

async function resend(event: H3Event, verificationId: string | undefined): Promise<void> {
  if (!verificationId) throw new AuthError('start_over', { status: 400, page: '/login' })
  if (await deliverVerificationCode(event, verificationId)) return
  await callWorkos(async () => {
    // Sending needs the person's id, which the refusal did not name.
    const { userId } = await workosReads().userManagement.getEmailVerification(verificationId)
    await workosGrants().userManagement.sendVerificationEmail({ userId })
  })
}
