import { defineNuxtPlugin, useHead, useRequestEvent } from '#imports'
import { useAppearance } from '../composables/useAppearance'

/** Carries how the page looks and speaks into its payload. */
export default defineNuxtPlugin({
  name: 'appearance',
  setup() {
    const appearance = useRequestEvent()?.context.appearance
    if (!appearance) return
    useAppearance().value = appearance
    useHead({ htmlAttrs: { lang: appearance.locale, dir: appearance.dir } })
  },
})
