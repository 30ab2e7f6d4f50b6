import { z } from 'zod'
import { AuthError } from '../authError'
import { callWorkos } from '../callWorkos'
import { describeClient } from '../client'
import { serverEnv } from '../env'
import { oneTimeCode } from '../oneTimeCode'
import { requireValid } from '../readBody'
import { workosGrants, workosReads } from '../workos'
import type { EnterStep, Step } from './step'
import { requirePendingToken } from './stepUp'

export const enterVerifyEmail: EnterStep = stepUp => ({
  show: { kind: 'verify-email', pendingToken: requirePendingToken(stepUp), verificationId: stepUp.emailVerificationId },
})

const resendSchema = z.object({ resend: z.literal('1') })
const codeSchema = z.object({ code: oneTimeCode })

export const verifyEmailStep: Step<'verify-email'> = {
  kind: 'verify-email',
  view: () => ({ kind: 'verify-email' }),
  proceed: async (state, fields, { event }) => {
    if (resendSchema.safeParse(fields).success) {
      await resend(state.verificationId)
      return { show: state }
    }
    const { pendingToken } = state
    const { code } = requireValid(codeSchema, fields)
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

/** Sending needs the person's id, which the refusal did not name. */
async function resend(verificationId: string | undefined): Promise<void> {
  if (!verificationId) throw new AuthError('start_over', { status: 400, page: '/login' })
  await callWorkos(async () => {
    const { userId } = await workosReads().userManagement.getEmailVerification(verificationId)
    await workosGrants().userManagement.sendVerificationEmail({ userId })
  })
}
