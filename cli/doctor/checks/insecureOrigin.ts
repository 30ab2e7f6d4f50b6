import { isLoopbackHttp } from '../../../server/utils/cookieOptions'
import type { Check } from '../check'

export const insecureOrigin: Check = {
  id: 'insecure-origin',
  title: 'Browsers drop the cookie of an http address',
  about: 'The session cookie is `Secure` everywhere but on `http://localhost`, and `SameSite=None` works with `Secure` only. On any other http address browsers drop it, and people are asked to sign in again and again. Serve the application over https.',
  severity: 'fault',
  find: ({ app }) => {
    const origin = new URL(app.origin)
    const isSecure = !isLoopbackHttp(origin)
    const needsSecure = app.env.WORKOS_COOKIE_SAMESITE === 'none'
    if (isSecure ? origin.protocol === 'https:' : !needsSecure) return undefined
    return {
      what: `Browsers will not keep the session cookie at ${app.origin}.`,
      seen: isSecure ? 'The cookie is Secure, and the address is http.' : 'WORKOS_COOKIE_SAMESITE=none needs a Secure cookie, which http://localhost does not have.',
      fix: isSecure
        ? 'Serve the application over https, and correct WORKOS_REDIRECT_URI; on this machine use http://localhost.'
        : 'Use WORKOS_COOKIE_SAMESITE=lax for development, or serve the application over https.',
      link: 'https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#secure',
    }
  },
}
