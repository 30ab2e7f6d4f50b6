import type { BrandView } from './brand'
import type { Messages } from './messages/en'

export type Direction = 'ltr' | 'rtl'

/** How a page looks and speaks, as the server decides it for a visitor. It does not change while the page is open. */
export interface Appearance {
  locale: string
  dir: Direction
  /** The languages there are, by their own names. */
  languages: Record<string, string>
  messages: Messages
  brand: BrandView
}
