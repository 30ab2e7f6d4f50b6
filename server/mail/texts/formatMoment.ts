/**
 * A moment in the words of a language. In UTC and saying so: nobody knows where a mail is read.
 *
 * @param moment ISO 8601.
 */
export function formatMoment(moment: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short',
  }).format(new Date(moment))
}
