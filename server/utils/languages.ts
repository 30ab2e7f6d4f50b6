import { DEFAULT_LOCALE } from '../../common/locale'
import { catalogues } from '../messages/catalogues'
import type { ErrorMessages } from '../messages/en'
import { appLooks } from './appLooks'
import { combineLanguages, type SpokenLanguage } from './combineLanguages'

let spoken: Readonly<Record<string, SpokenLanguage>> | undefined

/** The languages of this application. */
export function spokenLanguages(): Readonly<Record<string, SpokenLanguage>> {
  return spoken ??= combineLanguages(appLooks().languages)
}

export function isSpoken(locale: unknown): locale is string {
  return typeof locale === 'string' && Object.hasOwn(spokenLanguages(), locale)
}

/** The language for those who ask for none that is spoken here. */
export function defaultLocale(): string {
  return isSpoken(DEFAULT_LOCALE) ? DEFAULT_LOCALE : Object.keys(spokenLanguages())[0] ?? DEFAULT_LOCALE
}

/** What refusals are called in a language. */
export function errorMessages(locale: string): ErrorMessages {
  return spokenLanguages()[locale]?.errors ?? catalogues.en
}
