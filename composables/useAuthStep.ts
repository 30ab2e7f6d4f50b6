import type { AuthStep, AuthStepKind } from '../common/authFlow'
import { computed, type ComputedRef } from '#imports'
import { useAuthFlow } from './useAuthFlow'

/** What a step of this kind shows; null while the sign-in waits for another one, as a page does that is on its way out. */
export function useAuthStep<Kind extends AuthStepKind>(kind: Kind): ComputedRef<Extract<AuthStep, { kind: Kind }> | null> {
  const flow = useAuthFlow()
  return computed(() => flow.value.step?.kind === kind ? flow.value.step as Extract<AuthStep, { kind: Kind }> : null)
}
