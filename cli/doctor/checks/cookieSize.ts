import { COOKIE_BYTES, MAX_CHUNKS } from '../../../server/utils/chunkedCookie'
import type { Check } from '../check'

/** From here on a few more permissions make a second cookie. */
const WARN_BYTES = 3584

export const cookieSize: Check = {
  id: 'cookie-size',
  title: 'The session cookie is large',
  about: 'Browsers keep 4096 bytes a cookie. Above that the session is split into several, which other AuthKit applications cannot read; above three it cannot be kept at all. The doctor warns from 3.5 KB (3584 bytes) on. Make the JWT template smaller, or give roles fewer permissions.',
  severity: 'warning',
  find: ({ token }) => {
    const cookie = token?.cookie
    if (!cookie || cookie.bytes < WARN_BYTES) return undefined
    const consequence = cookie.cookies > MAX_CHUNKS
      ? `That is more than ${MAX_CHUNKS} cookies: this person cannot sign in.`
      : cookie.cookies > 1
        ? `It is split into ${cookie.cookies} cookies, which other AuthKit applications cannot read.`
        : `Above ${COOKIE_BYTES} bytes it is split into several.`
    return {
      what: `The session cookie has ${cookie.bytes} bytes with this token.`,
      seen: consequence,
      fix: 'Take claims out of the JWT template, or permissions out of roles: the access token is the largest part.',
      link: 'https://workos.com/docs/authkit/jwt-templates',
    }
  },
}
