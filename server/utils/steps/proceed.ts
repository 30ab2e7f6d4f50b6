import { z } from 'zod'
import type { AuthStepKind } from '../../../common/authFlow'
import { AuthError } from '../authError'
import { requireStep } from './requireStep'
import type { Outcome, Step, StepContext } from './step'
import { STEPS } from './table'

/** What else a step needs depends on it, and it checks that itself. */
export const stepKind = z.enum(Object.keys(STEPS) as AuthStepKind[])

/** Goes on with the step that a sign-in waits for. @throws AuthError when that is another one, or what was sent will not do. */
export async function proceed<Kind extends AuthStepKind>(kind: Kind, fields: unknown, context: StepContext): Promise<Outcome> {
  const { proceed }: Step<Kind> = STEPS[kind]
  const state = requireStep(context.flow, kind)
  // Steps without one have routes of their own.
  if (!proceed) throw new AuthError('invalid_request', { status: 400 })
  return await proceed(state, fields, context)
}
