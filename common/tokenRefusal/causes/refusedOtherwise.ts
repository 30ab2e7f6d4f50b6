import type { Cause } from '../cause'
import { describeClaims } from '../evidence'
import { CONVEX_AUTH_DEBUG } from '../links'

/** The last of the causes: whatever Convex says that none of the others explains. */
export const refusedOtherwise: Cause = {
  id: 'refused-otherwise',
  title: 'Convex refuses the token for another reason',
  about: 'Convex\'s own words are printed. "No auth provider found" without a list of providers comes from a production deployment, which keeps the list to itself: compare the token\'s `iss` and `aud` with `convex/auth.config.ts` and the deployment\'s variables.',
  find: ({ token, reason }) => {
    if (reason === null) return undefined
    return {
      what: 'Convex refuses the token.',
      seen: describeClaims(token),
      fix: 'Compare both with the providers of convex/auth.config.ts and with the variables of the deployment.',
      commands: ['npx convex env list'],
      link: CONVEX_AUTH_DEBUG,
    }
  },
}
