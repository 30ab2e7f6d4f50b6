import type { ShallowRef } from 'vue'
import { computed, onMounted, type ComputedRef } from '#imports'
import type { EnteredFields } from '../common/authFlow'
import { useAuthFlow } from './useAuthFlow'

/**
 * What stood in a field when its form was posted without scripts and refused. Bind it as an attribute
 * (`:value.attr`): the property would be written back at each render, over what is being typed.
 *
 * @param input the field itself. With scripts, its text is its own, and what it is set back to is empty.
 */
export function useEntered(field: keyof EnteredFields, input: Readonly<ShallowRef<HTMLInputElement | null>>): ComputedRef<string | undefined> {
  const flow = useAuthFlow()
  onMounted(() => {
    if (!input.value || !flow.value.entered) return
    // A value that was set, even to what it is, no longer follows the attribute (HTML, "dirty value flag").
    const { value } = input.value
    input.value.value = value
    flow.value.entered = { ...flow.value.entered, [field]: undefined }
  })
  return computed(() => flow.value.entered?.[field])
}
