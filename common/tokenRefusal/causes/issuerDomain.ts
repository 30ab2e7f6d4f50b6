import { addressVariables } from '../addressVariables'
import type { Cause } from '../cause'
import { describeClaims, describeProviders, isUnmatched, providersOfIssuer } from '../evidence'
import { readIssuer } from '../issuerShape'
import { WORKOS_CUSTOM_DOMAINS } from '../links'

export const issuerDomain: Cause = {
  id: 'issuer-domain',
  title: 'The token comes from another domain',
  about: 'With a custom authentication domain WorkOS names that domain in `iss`. Tell both sides: `WORKOS_API_HOSTNAME` in `.env.local` and on the Convex deployment (`npx convex env set WORKOS_API_HOSTNAME auth.example.com`). The same finding appears when an emulator\'s tokens meet a deployment that expects WorkOS.',
  find: (evidence) => {
    const { token, providers } = evidence
    const issuer = readIssuer(token?.claims.iss ?? '')
    if (!issuer || !providers?.length || !isUnmatched(evidence) || providersOfIssuer(evidence).length > 0) return undefined
    if (providers.some(provider => readIssuer(provider.issuer)?.origin === issuer.origin)) return undefined
    return {
      what: `The token comes from ${issuer.origin}, which Convex does not expect.`,
      seen: `${describeClaims(token)} ${describeProviders(providers)}`,
      fix: 'If that is your authentication domain, set it on the Convex deployment, and as WORKOS_API_HOSTNAME in .env.local. If not, the token is from another environment.',
      commands: addressVariables(issuer.origin).map(([name, value]) => `npx convex env set ${name} ${value}`),
      link: WORKOS_CUSTOM_DOMAINS,
    }
  },
}
