import { LOCALES, type Language, type LanguageInput, type Locale } from '../../common/locale'
import { messageCatalogues } from '../../common/messages/catalogues'
import type { Messages } from '../../common/messages/en'
import { catalogues } from '../messages/catalogues'
import type { ErrorMessages } from '../messages/en'

export interface SpokenLanguage extends Language {
  messages: Messages
  errors: ErrorMessages
}

/** The languages that come with the application, with those that a configuration adds, changes, or leaves out by `false`. */
export function combineLanguages(configured: Readonly<Record<string, LanguageInput | false>>): Record<string, SpokenLanguage> {
  const builtIn = Object.fromEntries((Object.keys(LOCALES) as Locale[]).map((locale): [string, SpokenLanguage] => [
    locale,
    { ...LOCALES[locale], messages: messageCatalogues[locale], errors: catalogues[locale] },
  ]))
  const languages = { ...builtIn, ...configured }
  return Object.fromEntries(Object.entries(languages).flatMap(([locale, language]) => language ? [[locale, complete(language, builtIn[locale])]] : []))
}

/** What is not translated is said as before, or in English. */
function complete({ name, dir, messages, errors }: LanguageInput, builtIn?: SpokenLanguage): SpokenLanguage {
  return {
    name,
    dir,
    messages: { ...messageCatalogues.en, ...builtIn?.messages, ...messages },
    errors: { ...catalogues.en, ...builtIn?.errors, ...errors },
  }
}
