import type { Cause } from '../cause'
import { LEEWAY_S } from '../evidence'
import { WORKOS_SESSIONS } from '../links'

export const tokenExpired: Cause = {
  id: 'token-expired',
  title: 'The token has expired',
  about: 'Access tokens of WorkOS live for five minutes unless the dashboard says otherwise. The application renews them; a token that was copied has to be used at once. Take a new one, or let the doctor sign in: `npm run doctor -- --email you@example.com`.',
  find: ({ token, reason, isFresh, now }) => {
    const said = /Token expired (\d+) seconds ago/.exec(reason ?? '')?.[1]
    const exp = token?.claims.exp
    const ago = said ? Number(said) : reason === null && now !== null && exp !== undefined ? Math.floor(now / 1000) - exp : 0
    if (isFresh || ago <= LEEWAY_S) return undefined
    return {
      what: `The token expired ${ago} seconds ago.`,
      seen: exp === undefined ? 'Convex says so.' : `Its expiry (exp) is ${new Date(exp * 1000).toISOString()}.`,
      fix: 'Take a new token: they live for five minutes. Or let the doctor sign in.',
      commands: ['npm run doctor -- --email you@example.com'],
      link: WORKOS_SESSIONS,
    }
  },
}
