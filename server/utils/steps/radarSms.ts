import type { H3Event } from 'h3'
import { z } from 'zod'
import { callWorkos } from '../callWorkos'
import { describeClient } from '../client'
import { serverEnv } from '../env'
import { requireRoom } from '../limits/requireRoom'
import { oneTimeCode } from '../oneTimeCode'
import { requireValid } from '../readBody'
import { workosGrants, workosReads } from '../workos'
import type { EnterStep, Step, StepContext } from './step'
import type { StepStateOf } from './stepState'
import { incompleteStep, requirePendingToken, type StepUp } from './stepUp'

export const enterRadarSms: EnterStep = async (stepUp, context) => {
  const pendingToken = requirePendingToken(stepUp)
  return { show: { kind: 'radar-sms', pendingToken, userId: await findUserId(stepUp, context), sent: null } }
}

/** Sending a text message needs the person's id; the refusal may name only their address. */
async function findUserId(stepUp: StepUp, { flow }: StepContext): Promise<string> {
  if (stepUp.userId) return stepUp.userId
  const email = stepUp.email ?? flow.email
  if (!email) throw incompleteStep(stepUp)
  const [user] = (await callWorkos(() => workosReads().userManagement.listUsers({ email, limit: 1 }))).data
  if (!user) throw incompleteStep(stepUp)
  return user.id
}

const numberSchema = z.object({
  // E.164 as people write it: "+1 (555) 123-4567", or 00 for the plus sign.
  phoneNumber: z.string('phone_missing')
    .transform(number => number.replace(/[\s().\-/]/g, '').replace(/^00/, '+'))
    .refine(number => /^\+[1-9]\d{6,14}$/.test(number), 'phone_malformed'),
})
const codeSchema = z.object({ code: oneTimeCode })
const hasNumber = z.object({ phoneNumber: z.unknown().refine(value => value !== undefined) })

export const radarSmsStep: Step<'radar-sms'> = {
  kind: 'radar-sms',
  view: ({ sent }) => ({ kind: 'radar-sms', phoneNumber: sent?.phoneNumber ?? null }),
  proceed: async (state, fields, { event, flow }) => {
    const { pendingToken, sent } = state
    if (!sent || hasNumber.safeParse(fields).success) {
      const { phoneNumber } = requireValid(numberSchema, fields)
      await requireRoom(event, 'sendCode', flow.email)
      return { show: { ...state, sent: await send(event, state, phoneNumber) }, codeResent: sent?.phoneNumber === phoneNumber }
    }
    const { code } = requireValid(codeSchema, fields)
    await requireRoom(event, 'checkCode', flow.email)
    return {
      grant: {
        spends: pendingToken,
        attempt: code,
        run: () => workosGrants().userManagement.authenticateWithRadarSmsChallenge({
          clientId: serverEnv().WORKOS_CLIENT_ID,
          pendingAuthenticationToken: pendingToken,
          verificationId: sent.verificationId,
          phoneNumber: sent.phoneNumber,
          code,
          ...describeClient(event),
        }),
      },
    }
  },
}

type State = StepStateOf<'radar-sms'>

async function send(event: H3Event, { userId, pendingToken }: State, phoneNumber: string): Promise<NonNullable<State['sent']>> {
  const { verificationId } = await callWorkos(() => workosGrants().userManagement.sendRadarSmsChallenge({
    userId, pendingAuthenticationToken: pendingToken, phoneNumber, ...describeClient(event),
  }))
  return { phoneNumber, verificationId }
}
