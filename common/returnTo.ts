const MAX_LENGTH = 2048
/** No real host: a value that changes it was not a path of this site. */
const BASE = 'http://return-to.invalid'

/**
 * Reduces an untrusted `returnTo` to a path on this site.
 *
 * Guards against open redirects (OWASP, Unvalidated Redirects and Forwards): absolute and
 * protocol-relative addresses, the backslash that browsers read as a slash (WHATWG URL, special
 * schemes), and control characters that split headers or that URL parsers drop silently.
 *
 * @returns the path with query and hash, or `fallback` when the value is not one.
 */
export function sanitizeReturnTo(value: unknown, fallback: string): string {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return fallback
  if (!value.startsWith('/') || value.includes('\\') || hasControlCharacter(value)) return fallback
  let url: URL
  try {
    url = new URL(value, BASE)
  }
  catch {
    return fallback
  }
  if (url.origin !== BASE || url.pathname.startsWith('//')) return fallback
  // Going back to the sign-in page after signing in would be a loop.
  if (url.pathname === '/login' || url.pathname.startsWith('/login/')) return fallback
  return url.pathname + url.search + url.hash
}

function hasControlCharacter(value: string): boolean {
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20 || code === 0x7F) return true
  }
  return false
}
