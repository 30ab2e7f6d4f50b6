/**
 * A day, in words. In UTC, as the server and the browser may be in different time zones and must say the same.
 *
 * @param date ms since the epoch, or ISO 8601.
 */
export function formatDate(date: number | string, locale: string, dateStyle: 'medium' | 'long' = 'medium'): string {
  return new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(new Date(date))
}
