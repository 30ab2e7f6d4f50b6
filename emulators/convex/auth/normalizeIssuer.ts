const SCHEME = /^\w+:\/\//
const KNOWN_HOST = /^(?:localhost|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})$/i

/**
 * Issuers and domains are kept as written, except that `https://` is put before a bare host
 * (convex-backend crates/common/src/auth.rs).
 */
export function normalizeIssuer(written: string): string {
  if (written.startsWith('"')) throw invalid(written, 'must not be quoted')
  const hasScheme = SCHEME.test(written)
  const url = hasScheme ? written : `https://${written}`
  if (!URL.canParse(url)) throw invalid(url, 'not a URL')
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') throw invalid(url, 'must use HTTP or HTTPS')
  if (!hasScheme && !KNOWN_HOST.test(hostname)) throw invalid(url, 'unknown top-level domain')
  return url
}

function invalid(url: string, why: string): Error {
  return new Error(`Invalid provider domain URL "${url}": ${why}`)
}
