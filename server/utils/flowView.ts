import type { H3Event } from 'h3'
import type { AuthFlowView, AuthStep, AuthStepKind } from '../../common/authFlow'
import { describeError, toAuthError } from './authError'
import type { AuthFlow } from './flow'
import { readLastMethod } from './lastMethod'
import type { Step, StepContext } from './steps/step'
import type { StepStateOf } from './steps/stepState'
import { STEPS } from './steps/table'

/** What the sign-in pages may know of a flow. Never throws: a step that cannot be shown is told as an error. */
export async function toFlowView(event: H3Event, flow: AuthFlow): Promise<AuthFlowView> {
  const { error = null, entered, codeResent } = flow.lastPost ?? {}
  const view = { email: flow.email ?? null, step: null, lastMethod: readLastMethod(event), error, entered, codeResent }
  try {
    return flow.step ? { ...view, step: await viewStep(flow.step, { event, flow }) } : view
  }
  catch (thrown) {
    const { code, message } = describeError(event, toAuthError(thrown))
    return { ...view, error: { code, message } }
  }
}

/** The table holds, for each kind, the step of that kind; TypeScript can follow that through a type parameter only. */
function viewStep<Kind extends AuthStepKind>(state: StepStateOf<Kind>, context: StepContext): AuthStep | Promise<AuthStep> {
  const step: Step<Kind> = STEPS[state.kind as Kind]
  return step.view(state, context)
}
