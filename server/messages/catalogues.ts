import type { Locale } from '../../common/locale'
import { en, type ErrorMessages } from './en'

/** A language without a catalogue here says these things in English. */
export const catalogues: Partial<Record<Locale, ErrorMessages>> & { en: ErrorMessages } = { en }
