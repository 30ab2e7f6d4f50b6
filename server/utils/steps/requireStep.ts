import { STEP_PAGES, type AuthStepKind } from '../../../common/authFlow'
import { AuthError } from '../authError'
import type { AuthFlow } from '../flow'
import type { StepState, StepStateOf } from './stepState'

/** The step that the flow waits for. @throws AuthError with the page to go to, when it is not of this kind. */
export function requireStep<Kind extends AuthStepKind>({ step }: AuthFlow, kind: Kind): StepStateOf<Kind> {
  if (step && isKind(step, kind)) return step
  if (!step) throw new AuthError('flow_expired', { status: 400, page: '/login' })
  throw new AuthError('step_over', { status: 409, page: STEP_PAGES[step.kind] })
}

function isKind<Kind extends AuthStepKind>(step: StepState, kind: Kind): step is StepStateOf<Kind> {
  return step.kind === kind
}
