import type { Locale } from '../../common/locale'
import { en, type ErrorMessages } from './en'

export const catalogues: Record<Locale, ErrorMessages> = { en }
