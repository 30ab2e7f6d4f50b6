import { computed, onUnmounted, type ComputedRef } from '#imports'
import type { EnteredFields } from '../common/authFlow'
import { useAuthFlow } from './useAuthFlow'

/**
 * What stood in a field when its form was posted without scripts and refused. Bind it as an attribute
 * (`:value.attr`): the property would be written back at each render, over what is being typed.
 */
export function useEntered(field: keyof EnteredFields): ComputedRef<string | undefined> {
  const flow = useAuthFlow()
  onUnmounted(() => flow.value.entered = undefined)
  return computed(() => flow.value.entered?.[field])
}
