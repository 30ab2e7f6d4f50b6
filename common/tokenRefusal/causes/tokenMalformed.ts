import type { Cause } from '../cause'
import { describeClaims } from '../evidence'
import { WORKOS_SESSIONS } from '../links'

const UNREADABLE = /Could not parse JWT payload|Missing issuer claim|may be missing a 'kid'|Could not verify token claim/

export const tokenMalformed: Cause = {
  id: 'token-malformed',
  title: 'The token is no WorkOS access token',
  about: 'Convex needs a JWT with `iss`, `sub`, `exp` and, in its header, `kid`. A refresh token, an API key or a token that was cut while it was copied has none of them. Pass the value of `token` that `POST /api/auth/token` answers.',
  find: ({ token, reason }) => {
    const { iss, sub, exp } = token?.claims ?? {}
    const isWhole = token && iss && sub && exp && token.header.kid
    if (reason === null ? !token || isWhole : !UNREADABLE.test(reason)) return undefined
    return {
      what: 'The token is not a WorkOS access token.',
      seen: token
        ? `${describeClaims(token)} Its subject (sub) is ${sub ?? 'missing'}, its expiry (exp) is ${exp ?? 'missing'}, its key (kid) is ${token.header.kid ?? 'missing'}.`
        : 'It does not have the three parts of a JWT.',
      fix: 'Use the access token of a session: the `token` that POST /api/auth/token answers. A JWT template cannot replace iss, sub or exp.',
      link: WORKOS_SESSIONS,
    }
  },
}
