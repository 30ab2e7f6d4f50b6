import type { DemandableStep } from '../objects/demandedSteps'
import type { Store } from '../state/store'

export const isDemanded = (step: DemandableStep, email: string, { demandedSteps }: Store): boolean =>
  demandedSteps.get(email.toLowerCase())?.steps.includes(step) ?? false
