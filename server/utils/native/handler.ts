import { defineEventHandler, getHeader, setHeader, type H3Event } from 'h3'
import type { NativeFailure } from '../../../native/protocol'
import { AuthError, toAuthError } from '../authError'
import { answerFailure } from '../authHandler'
import { ignoreCookies } from '../cookieless'
import { nativeSettings } from './settings'

/**
 * A route for apps on devices. They keep no cookies and have no secret (RFC 6749, 2.1: public
 * clients); what they prove is in the body. Refusals are `{code, message, retryAfter?}`.
 */
export function defineNativeHandler<Answer>(handler: (event: H3Event) => Promise<Answer>) {
  return defineEventHandler(async (event): Promise<Answer | NativeFailure> => {
    // Tokens are in the answers (RFC 6749, 5.1).
    setHeader(event, 'cache-control', 'no-store')
    try {
      requireNativeCaller(event)
      ignoreCookies(event)
      return await handler(event)
    }
    catch (thrown) {
      // The page of a step is of no use where there are no pages.
      const { page: _, ...failure } = answerFailure(event, toAuthError(thrown))
      return failure
    }
  })
}

/**
 * Browsers say who makes a request in headers that scripts cannot set (`Sec-Fetch-Site`, and `Origin`
 * on each POST). None may come here, from this site either: a page has its session in a cookie that
 * no script can read, and must not be given a refresh token instead.
 */
function requireNativeCaller(event: H3Event): void {
  if (!nativeSettings(event).isOn) throw new AuthError('native_off', { status: 404 })
  if (getHeader(event, 'sec-fetch-site') || getHeader(event, 'origin')) throw new AuthError('native_browser', { status: 403 })
}
