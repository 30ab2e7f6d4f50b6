import type { AuthFlowView } from '../common/authFlow'
import { useState, type Ref } from '#imports'

/** The sign-in under way, as the server knows it. */
export function useAuthFlow(): Ref<AuthFlowView> {
  return useState<AuthFlowView>('auth-flow', () => ({ email: null, step: null, lastMethod: null, error: null }))
}
