import { getCookie, getHeader, type H3Event } from 'h3'
import { isLocale, LOCALE_COOKIE, negotiateLocale, type Locale } from '../../common/locale'

/** The language of this visitor: the one they chose, else the best one of their browser's. */
export function localeOf(event: H3Event): Locale {
  const chosen = getCookie(event, LOCALE_COOKIE)
  return isLocale(chosen) ? chosen : negotiateLocale(getHeader(event, 'accept-language'))
}
