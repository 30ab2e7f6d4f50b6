import { getHeader, getRequestProtocol, type H3Event } from 'h3'
import { serverEnv } from '../env'

/**
 * The origin that a request says it is for. The proxies that TRUSTED_PROXY_HOPS counts may say so in
 * `X-Forwarded-Host` and `X-Forwarded-Proto`; from anybody else these headers are ignored. Who calls
 * without a browser can claim any host: what is told to others goes through `siteOrigin`.
 */
export function claimedOrigin(event: H3Event): URL {
  const hops = import.meta.prerender ? 0 : serverEnv().TRUSTED_PROXY_HOPS
  const host = forwarded(getHeader(event, 'x-forwarded-host'), hops) ?? getHeader(event, 'host') ?? ''
  const protocol = forwarded(getHeader(event, 'x-forwarded-proto'), hops) ?? getRequestProtocol(event, { xForwardedProto: false })
  return parseOrigin(protocol, host) ?? new URL('http://invalid.invalid')
}

/** The value that the outermost trusted proxy wrote. Most replace such a header; some add to its right end. */
function forwarded(header: string | undefined, hops: number): string | undefined {
  if (!header || hops < 1) return undefined
  const values = header.split(',').map(value => value.trim())
  return values.at(-Math.min(hops, values.length)) || undefined
}

function parseOrigin(protocol: string, host: string): URL | null {
  // `URL` would take the rest of these for a path, a query or a user name.
  if (!/^https?$/i.test(protocol) || /[/\\?#@\s]/.test(host)) return null
  const text = `${protocol}://${host}`
  return URL.canParse(text) ? new URL(new URL(text).origin) : null
}
