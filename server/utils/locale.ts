import { getCookie, getHeader, type H3Event } from 'h3'
import { LOCALE_COOKIE, negotiateLocale } from '../../common/locale'
import { defaultLocale, isSpoken } from './languages'

/** The language of this visitor: the one they chose, else the best one of their browser's. */
export function localeOf(event: H3Event): string {
  const chosen = getCookie(event, LOCALE_COOKIE)
  return isSpoken(chosen) ? chosen : negotiateLocale(getHeader(event, 'accept-language'), isSpoken) ?? defaultLocale()
}
