import { z } from 'zod'

const choices = z.array(z.object({ id: z.string(), name: z.string() }))
const pendingToken = z.string()

/**
 * What the flow cookie keeps of the step that a sign-in waits for. Sealed, because the pending token
 * stands for everything that has been proved so far.
 */
export const stepStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('code') }),
  z.object({ kind: z.literal('verify-email'), pendingToken, verificationId: z.string().optional() }),
  z.object({ kind: z.literal('mfa'), pendingToken, factorIds: z.array(z.string()) }),
  z.object({ kind: z.literal('mfa-enroll'), pendingToken, factorId: z.string(), secret: z.string(), uri: z.string() }),
  /** `organizations` is null for a list too long for a cookie, which is read from WorkOS for each page. */
  z.object({ kind: z.literal('organization'), pendingToken, userId: z.string().optional(), organizations: choices.nullable() }),
  z.object({ kind: z.literal('sso'), connections: choices }),
  z.object({ kind: z.literal('methods'), magicCode: z.boolean(), providers: z.array(z.string()), connections: choices }),
  z.object({ kind: z.literal('radar-email'), pendingToken, challengeId: z.string() }),
  z.object({ kind: z.literal('radar-sms'), pendingToken, userId: z.string(), sent: z.object({ phoneNumber: z.string(), verificationId: z.string() }).nullable() }),
])

export type StepState = z.infer<typeof stepStateSchema>
export type StepStateOf<Kind extends StepState['kind']> = Extract<StepState, { kind: Kind }>
