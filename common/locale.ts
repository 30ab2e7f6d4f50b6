/** The languages of the application. Each has a catalogue in `common/messages` and one in `server/messages`. */
export const LOCALES = {
  en: { name: 'English', dir: 'ltr' },
} as const satisfies Record<string, { name: string, dir: 'ltr' | 'rtl' }>

export type Locale = keyof typeof LOCALES

export const DEFAULT_LOCALE: Locale = 'en'

/** The cookie that remembers a choice; without it the browser's own languages count. */
export const LOCALE_COOKIE = 'locale'

export function isLocale(value: unknown): value is Locale {
  return typeof value === 'string' && Object.hasOwn(LOCALES, value)
}

/** The first language of an `Accept-Language` header (RFC 9110, 12.5.4) that the application speaks; regions count as their language. */
export function negotiateLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range.trim().split(';')
    const quality = parameters.map(parameter => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(q => q !== undefined)
    return { language: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
  })
  const ranked = wanted.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality)
  return ranked.map(({ language }) => language).find(isLocale) ?? DEFAULT_LOCALE
}
