import { defineEventHandler, getHeader, type H3Event } from 'h3'
import { AuthError, toAuthError } from '../utils/authError'
import { answerFailure } from '../utils/authHandler'
import { isOwnHost } from '../utils/origin/siteOrigin'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses requests that another site makes in the visitor's name (cross-site request forgery).
 * Browsers say where a request comes from in headers that scripts cannot set: `Sec-Fetch-Site`
 * (W3C Fetch Metadata), and `Origin` in those that lack it. A caller that sends neither is no
 * browser and carries no one's cookies.
 */
export default defineEventHandler((event) => {
  if (SAFE_METHODS.has(event.method) || !event.path.startsWith('/api/')) return
  if (!isSameOrigin(event)) {
    return answerFailure(event, toAuthError(new AuthError('cross_origin', { status: 403 })))
  }
})

function isSameOrigin(event: H3Event): boolean {
  const site = getHeader(event, 'sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = getHeader(event, 'origin')
  if (!origin) return true
  return URL.canParse(origin) && isOwnHost(event, new URL(origin).host)
}
