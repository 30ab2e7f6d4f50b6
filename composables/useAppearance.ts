import type { Appearance } from '../common/appearance'
import { useState, type Ref } from '#imports'

/** How this page looks and speaks. Filled by the server; in a page that the server does not render, by `plugins/appearance.ts`. */
export function useAppearance(): Ref<Appearance> {
  return useState<Appearance>('appearance')
}
