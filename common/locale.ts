import type { Direction } from './appearance'
import type { Messages } from './messages/en'

export interface Language {
  /** In the language itself. */
  name: string
  dir: Direction
}

/** A language that an extending application adds. What has no translation is said in the default language. */
export interface LanguageInput extends Language {
  messages?: Partial<Messages>
  /** Translations of `server/messages/en.ts`. */
  errors?: Record<string, string>
}

/** The languages of the application. Each has a catalogue in `common/messages` and one in `server/messages`. */
export const LOCALES = {
  en: { name: 'English', dir: 'ltr' },
  de: { name: 'Deutsch', dir: 'ltr' },
  es: { name: 'Español', dir: 'ltr' },
  fr: { name: 'Français', dir: 'ltr' },
  ja: { name: '日本語', dir: 'ltr' },
} as const satisfies Record<string, Language>

export type Locale = keyof typeof LOCALES

export const DEFAULT_LOCALE: Locale = 'en'

/** The cookie that remembers a choice; without it the browser's own languages count. */
export const LOCALE_COOKIE = 'locale'

/**
 * The first language of an `Accept-Language` header (RFC 9110, 12.5.4) that is spoken; regions count as their language.
 *
 * @returns undefined when none is.
 */
export function negotiateLocale(acceptLanguage: string | undefined, isSpoken: (language: string) => boolean): string | undefined {
  const wanted = (acceptLanguage ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range.trim().split(';')
    const quality = parameters.map(parameter => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(q => q !== undefined)
    return { language: tag.trim().toLowerCase().split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) }
  })
  const ranked = wanted.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality)
  return ranked.map(({ language }) => language).find(isSpoken)
}
