import { z } from 'zod'
import { AuthError } from '../authError'
import type { WorkosFailure } from '../workosFailure'

/**
 * What a refusal of WorkOS's authenticate endpoint says about going on, whichever of its shapes it
 * has. Every field may be missing, and an unknown shape must not hide the others.
 */
const bodySchema = z.object({
  pending_authentication_token: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  user: z.object({ id: z.string(), email: z.string() }).optional().catch(undefined),
  email_verification_id: z.string().optional().catch(undefined),
  radar_challenge_id: z.string().optional().catch(undefined),
  authentication_factors: z.array(z.object({ id: z.string(), type: z.string() })).catch([]),
  organizations: z.array(z.object({ id: z.string(), name: z.string() })).catch([]),
  connection_ids: z.array(z.string()).catch([]),
  sso_connection_ids: z.array(z.string()).catch([]),
  auth_methods: z.record(z.string(), z.boolean()).catch({}),
})

const exceptionSchema = z.object({ rawData: bodySchema })

export interface StepUp {
  failure: Extract<WorkosFailure, { kind: 'refused' }>
  /** What was thrown, for the log. */
  cause: unknown
  pendingToken: string | undefined
  email: string | undefined
  userId: string | undefined
  emailVerificationId: string | undefined
  radarChallengeId: string | undefined
  factors: { id: string, type: string }[]
  organizations: { id: string, name: string }[]
  connectionIds: string[]
  /** By WorkOS's names, such as `google_oauth`. */
  methods: Record<string, boolean>
}

export function readStepUp(failure: StepUp['failure'], cause: unknown): StepUp {
  const { data } = exceptionSchema.safeParse(cause)
  const body = data?.rawData ?? bodySchema.parse({})
  return {
    failure,
    cause,
    pendingToken: body.pending_authentication_token,
    email: body.user?.email ?? body.email,
    userId: body.user?.id,
    emailVerificationId: body.email_verification_id,
    radarChallengeId: body.radar_challenge_id,
    factors: body.authentication_factors,
    organizations: body.organizations,
    connectionIds: [...body.connection_ids, ...body.sso_connection_ids],
    methods: body.auth_methods,
  }
}

/** The refusal of a step that lacks what it needs to go on. */
export function incompleteStep({ failure: { code, requestId }, cause }: StepUp): AuthError {
  if (!requestId) return new AuthError('refused', { status: 400, code, cause })
  return new AuthError('refused_with_reference', { status: 400, code, params: { reference: requestId }, requestId, cause })
}

/** @throws AuthError when WorkOS gave no token to go on with. */
export function requirePendingToken(stepUp: StepUp): string {
  if (!stepUp.pendingToken) throw incompleteStep(stepUp)
  return stepUp.pendingToken
}
