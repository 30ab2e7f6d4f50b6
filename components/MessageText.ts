import { defineComponent, type PropType, type SlotsType, type VNode } from 'vue'
import type { MessageKey } from '../common/messages/en'
import { useAppearance } from '../composables/useAppearance'

/** A text whose `{names}` are filled by slots, where a value is more than words: `<MessageText id="code.lead"><template #email>…`. */
export default defineComponent({
  props: { id: { type: String as PropType<MessageKey>, required: true } },
  slots: Object as SlotsType<Record<string, () => VNode[]>>,
  setup(props, { slots }) {
    const { messages } = useAppearance().value
    // Splitting by a group keeps it: every second part is a name.
    return () => messages[props.id].split(/\{(\w+)\}/).map((part, index) => index % 2 ? slots[part]?.() : part)
  },
})
