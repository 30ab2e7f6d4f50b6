import { DEFAULT_LOCALE, type Locale } from '../../../common/locale'
import { de } from './de'
import { en } from './en'
import { es } from './es'
import { fr } from './fr'
import { ja } from './ja'
import type { MailTexts } from './mailTexts'

/** Every language of the application, and those that only mails have so far. */
const catalogues: Record<Locale, MailTexts> & Record<string, MailTexts> = { en, de, fr, es, ja }

/** The texts for a language tag; regions count as their language. */
export function mailTexts(locale: string): MailTexts {
  const language = locale.toLowerCase().split(/[-_]/)[0] ?? ''
  return (Object.hasOwn(catalogues, language) && catalogues[language]) || catalogues[DEFAULT_LOCALE]
}
