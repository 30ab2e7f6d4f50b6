import { z } from 'zod'
import { STEP_PAGES, type AuthStepKind } from '../../../common/authFlow'
import { alreadySignedIn } from '../../utils/alreadySignedIn'
import { AuthError } from '../../utils/authError'
import { defineAuthHandler } from '../../utils/authHandler'
import { readFlow } from '../../utils/flow'
import { readValidBody } from '../../utils/readBody'
import { follow } from '../../utils/steps/follow'
import { requireStep } from '../../utils/steps/requireStep'
import type { Outcome, Step, StepContext } from '../../utils/steps/step'
import { STEPS } from '../../utils/steps/table'

const kinds = Object.keys(STEPS) as AuthStepKind[]

/** What else there is depends on the step, which checks it. */
const bodySchema = z.looseObject({ step: z.enum(kinds) })

/** Goes on with the step that the sign-in waits for. */
export default defineAuthHandler(({ step }) => step ? STEP_PAGES[step.kind] : '/login', async (event) => {
  const { step, ...fields } = await readValidBody(event, bodySchema)
  const flow = await readFlow(event)
  const signedIn = !flow.step && await alreadySignedIn(event)
  return signedIn || await follow(event, await proceed(step, fields, { event, flow }))
})

async function proceed<Kind extends AuthStepKind>(kind: Kind, fields: unknown, context: StepContext): Promise<Outcome> {
  const { proceed }: Step<Kind> = STEPS[kind]
  const state = requireStep(context.flow, kind)
  // Steps without one have routes of their own.
  if (!proceed) throw new AuthError('invalid_request', { status: 400 })
  return await proceed(state, fields, context)
}
