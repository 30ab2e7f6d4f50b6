const LONGEST = 80

/**
 * A name that somebody chose, on one line and within bounds: without control characters, which
 * could start a new header (RFC 5322, 2.2), and without those that turn the direction of text,
 * which could pass one name off as another.
 */
export function plainName(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069\u061C]/g, '').replace(/\s+/g, ' ').trim()
  const characters = [...line]
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : line
}

/**
 * Keeps mail clients from making a link of a name: an organization called "evil.example" would
 * otherwise send its link under our name. The invisible character does not join what surrounds it.
 */
export function unlinked(name: string): string {
  return name.replace(/[.:/@](?=\S)/g, '$&\u200C')
}
