import { isIP } from 'node:net'
import { getHeader, getRequestIP, type H3Event } from 'h3'
import { serverEnv } from './env'
import { createLog } from './log/log'

const log = createLog('auth')

/** The visitor's address and browser, which WorkOS shows in session lists and uses to judge risk. */
export interface ClientDescription {
  ipAddress?: string
  userAgent?: string
}

export function describeClient(event: H3Event): ClientDescription {
  const header = getHeader(event, 'x-forwarded-for')
  const { TRUSTED_PROXY_HOPS } = serverEnv()
  // While developing, Nuxt's own proxy writes the header.
  if (!import.meta.dev && header && TRUSTED_PROXY_HOPS === 0) warnOfProxy()
  const forwarded = forwardedAddress(header, TRUSTED_PROXY_HOPS)
  return { ipAddress: forwarded ?? getRequestIP(event), userAgent: getHeader(event, 'user-agent') }
}

/**
 * The address in `X-Forwarded-For` that a trusted proxy wrote. Each proxy adds who called it at the
 * right end, and whatever is further left came with the request, so anybody can have made it up.
 *
 * @param hops how many proxies of ours a request comes through.
 */
export function forwardedAddress(header: string | undefined, hops: number): string | undefined {
  if (!header || hops < 1) return undefined
  const address = header.split(',').at(-hops)?.trim() ?? ''
  // Some proxies add the port: 192.0.2.1:4711, [2001:db8::1]:4711.
  const bare = /^\[(?<v6>[^\]]+)\](?::\d+)?$/.exec(address)?.groups?.v6 ?? /^(?<v4>[\d.]+):\d+$/.exec(address)?.groups?.v4 ?? address
  return isIP(bare) ? bare : undefined
}

let hasWarned = false

/** A site whose visitors all seem to be its proxy would soon let nobody in. */
function warnOfProxy(): void {
  if (hasWarned) return
  hasWarned = true
  log.warn('Requests carry X-Forwarded-For, which is ignored. Behind a proxy of yours, set TRUSTED_PROXY_HOPS: until then all visitors share one rate limit.')
}
