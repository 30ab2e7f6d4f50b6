import type { H3Event } from 'h3'
import { AuthError } from '../authError'
import { serverEnv } from '../env'
import { claimedOrigin } from './claimedOrigin'
import { matchesOrigin } from './originPattern'

/**
 * The origin of this site that may be told to others. In this order:
 * - AUTH_ALLOWED_ORIGINS lists what a request may claim, beside the origin of WORKOS_REDIRECT_URI: for previews, whose addresses nobody knows in advance.
 * - WORKOS_REDIRECT_URI alone fixes it, whatever a request claims.
 * - With neither, a request is believed. WorkOS then still sends codes to registered addresses only.
 *
 * @throws AuthError 421 for a request that claims another origin than those allowed.
 */
export function siteOrigin(event: H3Event): string {
  const { AUTH_ALLOWED_ORIGINS } = serverEnv()
  const { origin } = claimedOrigin(event)
  const fixed = fixedOrigin()
  if (!AUTH_ALLOWED_ORIGINS) return fixed ?? origin
  if (origin === fixed || AUTH_ALLOWED_ORIGINS.some(pattern => matchesOrigin(origin, pattern))) return origin
  throw new AuthError('misconfigured', {
    status: 421,
    code: 'origin_not_allowed',
    cause: `${origin} is neither the origin of WORKOS_REDIRECT_URI nor in AUTH_ALLOWED_ORIGINS. Behind a proxy, TRUSTED_PROXY_HOPS has to be set.`,
  })
}

/** Where WorkOS sends people back to. It must be registered there. */
export function redirectUri(event: H3Event): string {
  const { WORKOS_REDIRECT_URI } = serverEnv()
  const { pathname, search } = new URL(WORKOS_REDIRECT_URI ?? 'https://site/auth/callback')
  return siteOrigin(event) + pathname + search
}

/**
 * Whether a page at this host belongs to the site that a request is for: for `Origin` and `Referer`,
 * which browsers set. A proxy that does not pass the host on leaves the one of WORKOS_REDIRECT_URI to compare with.
 */
export function isOwnHost(event: H3Event, host: string): boolean {
  const fixed = fixedOrigin()
  return host === claimedOrigin(event).host || (fixed !== undefined && host === new URL(fixed).host)
}

/** What tells this application from others that share its cookies: the origin it has, or says that it has. For comparing only. */
export function siteName(event: H3Event): string {
  return fixedOrigin() ?? claimedOrigin(event).origin
}

function fixedOrigin(): string | undefined {
  const { WORKOS_REDIRECT_URI } = serverEnv()
  return WORKOS_REDIRECT_URI && new URL(WORKOS_REDIRECT_URI).origin
}
