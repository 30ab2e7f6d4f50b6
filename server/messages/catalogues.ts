import type { Locale } from '../../common/locale'
import { de } from './de'
import { en, type ErrorMessages } from './en'
import { es } from './es'
import { fr } from './fr'
import { ja } from './ja'

export const catalogues: Record<Locale, ErrorMessages> = { en, de, es, fr, ja }
