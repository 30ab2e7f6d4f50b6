import type { Cause } from '../cause'
import { audiences } from '../decodeToken'
import { describeClaims, isUnmatched, providersOfIssuer } from '../evidence'
import { WORKOS_JWT_TEMPLATES } from '../links'

export const audienceDifferent: Cause = {
  id: 'audience-different',
  title: 'The token is for another audience',
  about: 'The JWT template sets an `aud` that is not the client id of the Convex deployment. Convex says "No auth provider found", as for an unknown issuer. Correct the template, or the deployment\'s `WORKOS_CLIENT_ID`.',
  find: (evidence) => {
    const { token } = evidence
    const wanted = providersOfIssuer(evidence).map(({ applicationId }) => applicationId).find(id => id !== null)
    if (!token || !wanted || !isUnmatched(evidence) || audiences(token).length === 0) return undefined
    if (audiences(token).includes(wanted)) return undefined
    return {
      what: `The token is for another audience (aud): Convex wants ${wanted}.`,
      seen: describeClaims(token),
      fix: `Make the JWT template say "aud": "${wanted}"; the command shows what it would change first.`,
      commands: ['npm run setup -- --jwt-template minimal --overwrite'],
      link: WORKOS_JWT_TEMPLATES,
    }
  },
}
