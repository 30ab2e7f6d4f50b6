import type { AuthenticationResponse } from '@workos-inc/node'
import type { H3Event } from 'h3'
import type { AuthStep, AuthStepKind } from '../../../common/authFlow'
import type { AuthFlow } from '../flow'
import type { StepState, StepStateOf } from './stepState'
import type { StepUp } from './stepUp'

export interface StepContext {
  event: H3Event
  flow: AuthFlow
}

/** A call to WorkOS that ends in a session, or in the next step. */
export interface Grant {
  /** What the call spends, and the attempt at it: a form that is sent twice is one call. */
  spends: string
  attempt: string
  run: () => Promise<AuthenticationResponse>
}

/** What a step leads to: the page of a step (the same one again, when another code was asked for), an address elsewhere, or a call to WorkOS. */
export type Outcome =
  | { show: StepState, codeResent?: boolean }
  | { goTo: string }
  | { grant: Grant }

/** Turns what WorkOS answered instead of a session into the flow's next step. @throws AuthError when there is none. */
export type EnterStep = (stepUp: StepUp, context: StepContext) => Outcome | Promise<Outcome>

export interface Step<Kind extends AuthStepKind> {
  kind: Kind
  /** What the step's page may know. */
  view: (state: StepStateOf<Kind>, context: StepContext) => Extract<AuthStep, { kind: Kind }> | Promise<Extract<AuthStep, { kind: Kind }>>
  /** Goes on with what was posted to `POST /api/auth/step`; absent in steps that have routes of their own. */
  proceed?: (state: StepStateOf<Kind>, fields: unknown, context: StepContext) => Promise<Outcome>
}
