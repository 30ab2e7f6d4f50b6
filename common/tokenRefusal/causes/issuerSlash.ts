import type { Cause } from '../cause'
import { describeProviders, isUnmatched, matchingProvider } from '../evidence'
import { CONVEX_CUSTOM_JWT } from '../links'

export const issuerSlash: Cause = {
  id: 'issuer-slash',
  title: 'An old Convex backend compares the last slash',
  about: 'Self-hosted Convex backends from before mid-2026 compare issuers letter by letter, so `https://api.workos.com` and `https://api.workos.com/` differ. Upgrade the backend, or write the issuer in `convex/auth.config.ts` exactly as the token has it.',
  find: (evidence) => {
    const { token, reason, providers } = evidence
    // Backends that ignore the slash never refuse such a token, so their own words must say that it is refused.
    const provider = reason !== null && isUnmatched(evidence) ? matchingProvider(evidence) : undefined
    if (!provider || !token?.claims.iss || provider.issuer === token.claims.iss) return undefined
    return {
      what: 'The issuers differ by a slash at the end, and this Convex backend is old enough to mind.',
      seen: `The token's issuer (iss) is ${token.claims.iss}. ${describeProviders(providers ?? [])}`,
      fix: `Upgrade the self-hosted backend; or write the issuer in convex/auth.config.ts exactly as the token has it, '${token.claims.iss}', and push.`,
      commands: ['npx convex dev --once'],
      link: CONVEX_CUSTOM_JWT,
    }
  },
}
