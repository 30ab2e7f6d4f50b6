import type { Cause } from '../cause'
import { audiences } from '../decodeToken'
import { describeClaims, isUnmatched, providersOfIssuer } from '../evidence'
import { WORKOS_JWT_TEMPLATES } from '../links'

export const audienceMissing: Cause = {
  id: 'audience-missing',
  title: 'The token has no audience',
  about: 'The issuer `https://api.workos.com` is shared by all customers of WorkOS, so Convex also wants the client id as `aud`, which WorkOS does not add by itself. Add it with a JWT template: `npm run setup -- --jwt-template minimal`. Tokens have it after their next refresh.',
  find: (evidence) => {
    const { token } = evidence
    const [provider] = providersOfIssuer(evidence)
    if (!token || !provider?.applicationId || !isUnmatched(evidence) || audiences(token).length > 0) return undefined
    return {
      what: `The token has no audience (aud), and for its issuer Convex wants ${provider.applicationId}.`,
      seen: describeClaims(token),
      fix: `Add "aud": "${provider.applicationId}" with a JWT template. Tokens have it after their next refresh, within five minutes.`,
      commands: ['npm run setup -- --jwt-template minimal'],
      link: WORKOS_JWT_TEMPLATES,
    }
  },
}
