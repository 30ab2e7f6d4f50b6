import type { Cause } from '../cause'
import { describeClaims, describeProviders, isUnmatched, providersOfIssuer } from '../evidence'
import { readIssuer } from '../issuerShape'
import { CONVEX_CUSTOM_JWT } from '../links'

export const issuerForm: Cause = {
  id: 'issuer-form',
  title: 'The issuer has another form',
  about: 'WorkOS writes `iss` in one of several forms: `https://api.workos.com` in environments from before mid-2025, `https://api.workos.com/user_management/<client id>` since then, and `/sso/<client id>` or `/convex/<client id>` in some. `convex/auth.config.ts` accepts the first two. When yours has another, or your own `auth.config.ts` lacks one, add the provider that the finding prints and push.',
  find: (evidence) => {
    const { token, providers } = evidence
    const iss = token?.claims.iss ?? ''
    const issuer = readIssuer(iss)
    if (!issuer || !providers || !isUnmatched(evidence) || providersOfIssuer(evidence).length > 0) return undefined
    const siblings = providers.map(provider => readIssuer(provider.issuer)).filter(shape => shape?.origin === issuer.origin)
    if (siblings.length === 0 || siblings.some(shape => shape?.form === issuer.form && issuer.form !== 'other')) return undefined
    const clientId = issuer.clientId ?? siblings.find(shape => shape?.clientId)?.clientId ?? '<client id>'
    const audience = issuer.form === 'shared' ? `, applicationID: '${clientId}'` : ''
    return {
      what: 'WorkOS names itself in a form that convex/auth.config.ts does not list.',
      seen: `${describeClaims(token)} ${describeProviders(providers)}`,
      fix: `Add this provider to convex/auth.config.ts and push: { type: 'customJwt', algorithm: 'RS256', issuer: '${iss}', jwks: '${issuer.origin}/sso/jwks/${clientId}'${audience} }${audience && '. The audience comes from a JWT template: npm run setup -- --jwt-template minimal'}`,
      commands: ['npx convex dev --once'],
      link: CONVEX_CUSTOM_JWT,
    }
  },
}
