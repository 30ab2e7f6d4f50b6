import type { Cause } from '../cause'
import { describeClaims, isUnmatched } from '../evidence'
import { readIssuer } from '../issuerShape'
import { CONVEX_CUSTOM_JWT } from '../links'

export const keyUnknown: Cause = {
  id: 'key-unknown',
  title: 'The key belongs to another client',
  about: 'The token\'s `kid` is not among the keys that the provider\'s `jwks` address lists. Every WorkOS client has keys of its own: `jwks` must name the client id of the issuer. A token from before a restart of the emulator, or from before a rotation, shows the same; sign in again.',
  find: (evidence) => {
    const { token, reason, jwks } = evidence
    const kid = token?.header.kid
    const isUnlisted = reason === null && kid !== undefined && jwks?.kids != null && !jwks.kids.includes(kid) && !isUnmatched(evidence)
    if (!isUnlisted && !(reason?.includes('Could not decode token') && reason.includes('match any key'))) return undefined
    const clientId = readIssuer(token?.claims.iss ?? '')?.clientId
    return {
      what: `The token is signed with the key ${kid ?? 'unknown'}, which is not among the keys of the provider.`,
      seen: `${describeClaims(token)}${jwks?.kids ? ` ${jwks.url} lists ${jwks.kids.join(', ') || 'no key'}.` : ''}`,
      fix: `The key belongs to another WorkOS client, or has been replaced since. Sign in again; if it stays, jwks in convex/auth.config.ts must name the client id${clientId ? ` in iss, ${clientId}` : ' that issues the tokens'}: WORKOS_CLIENT_ID of the Convex deployment.`,
      commands: ['npx convex env get WORKOS_CLIENT_ID'],
      link: CONVEX_CUSTOM_JWT,
    }
  },
}
