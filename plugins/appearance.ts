import { defineNuxtPlugin, useHead, useRequestEvent } from '#imports'
import type { Appearance } from '../common/appearance'
import { useAppearance } from '../composables/useAppearance'

/** Carries how the page looks and speaks into its payload, and says on its first line what it speaks. */
export default defineNuxtPlugin({
  name: 'appearance',
  setup() {
    const state = useAppearance()
    const appearance = import.meta.server ? useRequestEvent()?.context.appearance : state.value ?? readElement()
    if (!appearance) return
    state.value = appearance
    // In the browser, too, where the language of nuxt.config.ts would take its place.
    useHead({ htmlAttrs: { lang: appearance.locale, dir: appearance.dir } })
  },
})

/** A page that the server does not render brings this in an element of its own; see `server/plugins/appearance.ts`. */
function readElement(): Appearance | null {
  return JSON.parse(document.getElementById('appearance')?.textContent ?? 'null')
}
