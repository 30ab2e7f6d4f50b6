import { deleteCookie, type H3Event } from 'h3'

/**
 * For a cookie of a whole domain: removes the one of the same name that this host has from before
 * WORKOS_COOKIE_DOMAIN was set. Browsers keep both, and send the older one first (RFC 6265, 5.4), so
 * that it would hide the other one for as long as it lives.
 */
export function dropHostOnlyCookie(event: H3Event, name: string, options: NonNullable<Parameters<typeof deleteCookie>[2]>): void {
  if (options.domain) deleteCookie(event, name, { ...options, domain: undefined })
}
