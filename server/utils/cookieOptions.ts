import type { H3Event } from 'h3'
import { serverEnv } from './env'
import { isLoopback } from './loopback'
import { claimedOrigin } from './origin/claimedOrigin'

/** The attributes that the session and the flow cookie share. */
export function cookieOptions(event: H3Event) {
  const { WORKOS_COOKIE_DOMAIN, WORKOS_COOKIE_SAMESITE } = serverEnv()
  return {
    httpOnly: true,
    path: '/',
    sameSite: WORKOS_COOKIE_SAMESITE,
    domain: WORKOS_COOKIE_DOMAIN,
    secure: !isLoopbackHttp(claimedOrigin(event)),
  }
}

/** Safari drops Secure cookies on http://localhost; everywhere else a session must not travel in the clear. */
export function isLoopbackHttp(url: URL): boolean {
  return url.protocol === 'http:' && isLoopback(url.hostname)
}
