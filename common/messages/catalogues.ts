import type { Locale } from '../locale'
import { de } from './de'
import { en, type Messages } from './en'
import { es } from './es'
import { fr } from './fr'
import { ja } from './ja'

/** The texts of the pages, for the server: a page carries those of one language to the browser. */
export const messageCatalogues: Record<Locale, Messages> = { en, de, es, fr, ja }
