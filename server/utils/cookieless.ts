import type { H3Event } from 'h3'

declare module 'h3' {
  interface H3EventContext {
    /** Whoever asks keeps no cookies: what a request carries is in its body, and so is the answer. */
    cookieless?: boolean
  }
}

/**
 * Makes sure that a request is judged by its body alone. Cookies that come along are not read, by
 * nobody further in, and none are set: a session or flow that is begun lives in `event.context`
 * until it is answered.
 */
export function ignoreCookies(event: H3Event): void {
  event.context.cookieless = true
  delete event.node.req.headers.cookie
}

export function isCookieless(event: H3Event): boolean {
  return event.context.cookieless === true
}
