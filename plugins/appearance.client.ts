import { defineNuxtPlugin } from '#imports'
import { useAppearance } from '../composables/useAppearance'

/** A page that the server does not render brings this in an element of its own; see `server/plugins/appearance.ts`. */
export default defineNuxtPlugin({
  name: 'appearance',
  setup() {
    useAppearance().value ??= JSON.parse(document.getElementById('appearance')?.textContent ?? 'null')
  },
})
