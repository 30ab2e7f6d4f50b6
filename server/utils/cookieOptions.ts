import { getRequestURL, type H3Event } from 'h3'
import { serverEnv } from './env'

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** The attributes that the session and the flow cookie share. */
export function cookieOptions(event: H3Event) {
  const { WORKOS_COOKIE_DOMAIN, WORKOS_COOKIE_SAMESITE } = serverEnv()
  return {
    httpOnly: true,
    path: '/',
    sameSite: WORKOS_COOKIE_SAMESITE,
    domain: WORKOS_COOKIE_DOMAIN,
    secure: !isLoopbackHttp(getRequestURL(event, { xForwardedProto: true })),
  }
}

/** Safari drops Secure cookies on http://localhost; everywhere else a session must not travel in the clear. */
export function isLoopbackHttp(url: URL): boolean {
  return url.protocol === 'http:' && LOOPBACK.test(url.hostname)
}
