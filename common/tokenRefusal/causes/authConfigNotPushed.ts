import type { AuthProvider } from '../authProvider'
import type { Cause } from '../cause'
import { describeProviders, isUnmatched, matchingProvider, type Evidence } from '../evidence'
import { CONVEX_AUTHKIT } from '../links'

export const authConfigNotPushed: Cause = {
  id: 'auth-config-not-pushed',
  title: 'The deployment does not have this auth.config.ts',
  about: 'The providers that Convex knows differ from those that `convex/auth.config.ts` gives with the deployment\'s variables. Push the functions: `npx convex dev --once`, or `npx convex deploy` for production.',
  find: (evidence) => {
    if (!isStale(evidence)) return undefined
    const { providers, configured } = evidence
    return {
      what: 'The Convex deployment does not have the providers of convex/auth.config.ts.',
      seen: `${describeProviders(providers ?? [])}${configured ? ` Once pushed: ${describeProviders(configured)}` : ''}`,
      fix: 'Push the functions; for the production deployment use `npx convex deploy`.',
      commands: ['npx convex dev --once'],
      link: CONVEX_AUTHKIT,
    }
  },
}

function isStale(evidence: Evidence): boolean {
  const { token, providers, configured } = evidence
  if (providers?.length === 0) return true
  if (providers && configured) return key(providers) !== key(configured)
  // Convex refuses what matches to the letter: it has another configuration than we believe.
  return isUnmatched(evidence) && matchingProvider(evidence)?.issuer === token?.claims.iss
}

function key(providers: readonly AuthProvider[]): string {
  return JSON.stringify(providers.map(({ issuer, applicationId }) => [issuer, applicationId]))
}
