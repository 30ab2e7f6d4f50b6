import type { Cause } from '../cause'
import { CONVEX_CUSTOM_JWT } from '../links'

export const jwksUnreachable: Cause = {
  id: 'jwks-unreachable',
  title: 'The keys cannot be fetched',
  about: 'Convex fetches the keys from the provider\'s `jwks` address. It must be reachable from where Convex runs: a deployment in the cloud cannot reach a WorkOS emulator on your machine. An answer 404 means that WorkOS does not know the client id in the address.',
  find: ({ reason, jwks }) => {
    const said = /(?:Could not fetch JWKS from URL|Invalid JWKS response body from) '(.*?)'(?:: (.*?)\. Check)?/.exec(reason ?? '')
    const isUseless = jwks !== null && (jwks.status !== 200 || jwks.kids === null)
    if (!said && !isUseless) return undefined
    const answer = jwks?.status == null ? 'nobody answers' : jwks.status === 200 ? 'the answer is no set of keys' : `the answer is HTTP ${jwks.status}`
    const url = said?.[1] ?? jwks?.url
    return {
      what: 'Convex cannot get the keys that WorkOS signs with.',
      seen: said ? `Convex says of ${url}: ${said[2] ?? 'the answer is no set of keys'}.` : `At ${url} ${answer}.`,
      fix: 'Convex must be able to fetch this address. HTTP 404 means an unknown client id: correct WORKOS_CLIENT_ID of the Convex deployment. An address on this machine is out of reach for a deployment in the cloud.',
      commands: [`curl -i ${url}`],
      link: CONVEX_CUSTOM_JWT,
    }
  },
}
