import { isLoopback } from '../loopback'

/** No app gets these delivered, and a browser may run or show what is in them. */
const NEVER = new Set(['javascript:', 'data:', 'file:', 'blob:', 'about:', 'ftp:', 'ws:', 'wss:', 'mailto:', 'tel:', 'sms:'])
const ANY_PORT = /^(http:\/\/(?:\[[^\]]*\]|[^/:?#]+)):\*(?=[/?#]|$)/

/** An address that sign-ins may return to, as the configuration writes it. */
export interface AllowedRedirect {
  href: string
  anyPort: boolean
}

/**
 * Reads the comma-separated list of addresses that apps may be returned to: an app's own scheme, an
 * https address that it has claimed, or a loopback address, the last with `*` for any port (RFC 8252, 7).
 *
 * @throws Error that names the entry at fault.
 */
export function parseRedirects(list: string): AllowedRedirect[] {
  return list.split(',').map(entry => entry.trim()).filter(Boolean).map(parseRedirect)
}

function parseRedirect(entry: string): AllowedRedirect {
  const anyPort = ANY_PORT.test(entry)
  const url = toRedirectUrl(anyPort ? entry.replace(ANY_PORT, '$1') : entry)
  if (!url || (anyPort && url.protocol !== 'http:') || entry.replace(ANY_PORT, '').includes('*')) {
    throw new Error(`NUXT_AUTH_NATIVE_REDIRECTS: "${entry}" is no address that an app can be returned to. Write com.example.app://auth, https://example.com/auth or http://localhost:*/auth/callback.`)
  }
  return { href: url.href, anyPort }
}

/**
 * Whether a sign-in may return to an address. It must equal an entry in everything, except for the
 * port of a loopback address where the entry says so (RFC 8252, 7.3; RFC 9700, 4.1.3).
 */
export function isAllowedRedirect(redirectUri: string, allowed: readonly AllowedRedirect[]): boolean {
  const url = toRedirectUrl(redirectUri)
  if (!url) return false
  const { href } = url
  url.port = ''
  return allowed.some(entry => entry.href === (entry.anyPort ? url.href : href))
}

/** Null for what no sign-in may ever return to. No fragment, which would swallow the code (RFC 6749, 3.1.2). */
function toRedirectUrl(address: string): URL | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (NEVER.has(url.protocol) || url.username || url.password || address.includes('#')) return null
  // Everything else on http could be read on its way.
  return url.protocol === 'http:' && !isLoopback(url.hostname) ? null : url
}
