const MAX_LENGTH = 2048
/** No real host: a value that changes it was not a path of this site. */
const BASE = 'http://return-to.invalid'

/**
 * Reduces an untrusted value to a path on this site.
 *
 * Guards against open redirects (OWASP, Unvalidated Redirects and Forwards): absolute and
 * protocol-relative addresses, the backslash that browsers read as a slash (WHATWG URL, special
 * schemes), and control characters that split headers or that URL parsers drop silently.
 *
 * @returns the path with query and hash, or null when the value is not one.
 */
export function toLocalPath(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return null
  if (!value.startsWith('/') || value.includes('\\') || hasControlCharacter(value)) return null
  let url: URL
  try {
    url = new URL(value, BASE)
  }
  catch {
    return null
  }
  if (url.origin !== BASE || url.pathname.startsWith('//')) return null
  return url.pathname + url.search + url.hash
}

/**
 * Where to go after signing in: a path on this site that is not itself a page to sign in on, which would be a loop.
 *
 * @returns the path with query and hash, or `fallback` when the value is not one.
 */
export function sanitizeReturnTo(value: unknown, fallback: string): string {
  const path = toLocalPath(value)
  if (path === null || /^\/login(?:[/?#]|$)/.test(path)) return fallback
  return path
}

function hasControlCharacter(value: string): boolean {
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20 || code === 0x7F) return true
  }
  return false
}
