import type { ShallowRef } from 'vue'
import { onMounted } from '#imports'

/** Focuses the page's first field: browsers heed `autofocus` only in a document that they load. */
export function useFocusOnArrival(field: Readonly<ShallowRef<HTMLElement | null>>): void {
  onMounted(() => {
    if (document.activeElement === document.body) field.value?.focus()
  })
}
