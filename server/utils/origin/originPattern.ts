/** `https://app.example.com`, or `https://*.example.com` with a star in the left-most label. */
const PATTERN = /^(?<protocol>https?):\/\/(?<first>[a-z\d*-]+)(?<parent>(?:\.[a-z\d-]+)*)(?::(?<port>\d{1,5}))?\/?$/i

/**
 * Whether a text is an origin pattern. The rules are those of WorkOS's own redirect URIs, so that what is
 * registered there can be repeated here: one star, in the left-most label, which may have more letters
 * around it, below a domain of at least two labels, and https only.
 */
export function isOriginPattern(pattern: string): boolean {
  const { protocol, first, parent } = PATTERN.exec(pattern)?.groups ?? {}
  if (!protocol || !first || parent === undefined) return false
  const stars = first.split('*').length - 1
  return stars === 0 || (stars === 1 && protocol.toLowerCase() === 'https' && parent.split('.').length > 2)
}

/** Whether an origin, as `URL` writes it, is meant by a pattern. The star stands for one or more characters of one label. */
export function matchesOrigin(origin: string, pattern: string): boolean {
  const { protocol, first, parent, port } = PATTERN.exec(pattern.toLowerCase())?.groups ?? {}
  if (!protocol || !first) return false
  const host = `${first.replace('*', '[a-z\\d-]+')}${(parent ?? '').replaceAll('.', '\\.')}`
  // `URL` leaves out the port that a scheme has anyway.
  const standardPort = protocol === 'https' ? '443' : '80'
  return new RegExp(`^${protocol}://${host}${port && port !== standardPort ? `:${port}` : ''}$`).test(origin)
}
