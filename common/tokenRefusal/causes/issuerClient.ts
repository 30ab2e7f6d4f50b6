import type { Cause } from '../cause'
import { describeClaims, describeProviders, isUnmatched, providersOfIssuer } from '../evidence'
import { readIssuer } from '../issuerShape'
import { CONVEX_AUTHKIT } from '../links'

export const issuerClient: Cause = {
  id: 'issuer-client',
  title: 'The client id in the issuer is another one',
  about: 'Convex expects the client id of its variable `WORKOS_CLIENT_ID`, and the token names another. Either the variable is wrong, or WorkOS\'s Multiple Applications are in use: then `iss` names the default client of the environment, and that one counts, for Convex and for the keys. Set it with `npx convex env set WORKOS_CLIENT_ID <the id in iss>`, and in `.env.local`.',
  find: (evidence) => {
    const { token, providers } = evidence
    const issuer = readIssuer(token?.claims.iss ?? '')
    if (issuer?.form !== 'client' || !providers || !isUnmatched(evidence) || providersOfIssuer(evidence).length > 0) return undefined
    const siblings = providers.map(provider => readIssuer(provider.issuer)).filter(shape => shape?.origin === issuer.origin && shape.form === 'client')
    if (siblings.length === 0) return undefined
    return {
      what: `The token was issued for the client ${issuer.clientId}, and Convex expects ${siblings.map(shape => shape?.clientId).join(' or ')}.`,
      seen: `${describeClaims(token)} ${describeProviders(providers)}`,
      fix: `WORKOS_CLIENT_ID of the Convex deployment must be the client id in iss. If .env.local has another one, your environment names its default client in tokens: use ${issuer.clientId} there, too.`,
      commands: [`npx convex env set WORKOS_CLIENT_ID ${issuer.clientId}`],
      link: CONVEX_AUTHKIT,
    }
  },
}
