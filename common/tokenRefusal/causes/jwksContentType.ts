import type { Cause } from '../cause'
import { CONVEX_CUSTOM_JWT } from '../links'

/** The two that Convex accepts, with no charset but utf-8 (convex-backend, crates/authentication/src/lib.rs). */
const ACCEPTED = /^application\/(?:json|jwk-set\+json)\s*(?:;\s*charset="?utf-8"?\s*)?$/i

export const jwksContentType: Cause = {
  id: 'jwks-content-type',
  title: 'The keys have the wrong content type',
  about: 'Convex takes keys only as `application/json` or `application/jwk-set+json`. Anything else was not sent by WorkOS: a proxy, a sign-in page of a network, or a wrong path in `jwks`, which is `/sso/jwks/<client id>` of the WorkOS API.',
  find: ({ reason, jwks }) => {
    const said = /Invalid Content-Type '(.*?)' when fetching JWKS from '(.*?)'/.exec(reason ?? '')
    const isWrong = jwks?.status === 200 && !ACCEPTED.test(jwks.contentType ?? '')
    if (!said && !isWrong) return undefined
    const contentType = said?.[1] ?? jwks?.contentType ?? 'none'
    const url = said?.[2] ?? jwks?.url
    return {
      what: 'The keys of WorkOS are sent with a content type that Convex does not take.',
      seen: `${url} answers with the content type ${contentType}; Convex takes application/json and application/jwk-set+json.`,
      fix: 'Look at what answers there. WorkOS itself sends application/jwk-set+json, so it is a proxy in between or a wrong address: jwks in convex/auth.config.ts must be /sso/jwks/<client id> of the WorkOS API.',
      commands: [`curl -i ${url}`],
      link: CONVEX_CUSTOM_JWT,
    }
  },
}
