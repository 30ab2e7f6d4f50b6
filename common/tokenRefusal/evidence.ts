import { isSameIssuer, type AuthProvider } from './authProvider'
import { audiences, type DecodedToken } from './decodeToken'

/** How the keys of a provider looked to someone who fetched them. */
export interface JwksAnswer {
  url: string
  /** HTTP status, or null when nobody answered. */
  status: number | null
  contentType: string | null
  /** The ids of the keys, or null when the answer is no set of keys. */
  kids: readonly string[] | null
}

/** Everything that may tell why a token is refused. What is not known is null. */
export interface Evidence {
  token: DecodedToken | null
  /** Convex's own words. */
  reason: string | null
  /** Whose tokens the deployment accepts. */
  providers: readonly AuthProvider[] | null
  /** Whose tokens it would accept if `convex/` were pushed now. */
  configured: readonly AuthProvider[] | null
  jwks: JwksAnswer | null
  /** Whether the token has come from WorkOS a moment ago, so that it cannot be too old. */
  isFresh: boolean
  /** ms since the epoch, by a clock that can be trusted. */
  now: number | null
}

/** Convex's leeway for expiry and issue time, in seconds. */
export const LEEWAY_S = 5

/** What the token says about where it comes from and whom it is for. */
export function describeClaims(token: DecodedToken | null): string {
  const { iss, aud } = token?.claims ?? {}
  return `The token's issuer (iss) is ${iss ?? 'missing'} and its audience (aud) is ${aud ? JSON.stringify(aud) : 'missing'}.`
}

export function describeProviders(providers: readonly AuthProvider[]): string {
  const list = providers.map(({ issuer, applicationId }) => applicationId ? `${issuer} with the audience ${applicationId}` : issuer)
  return `Convex accepts ${list.join(', and ') || 'nobody'}.`
}

export function providersOfIssuer({ token, providers }: Evidence): readonly AuthProvider[] {
  const issuer = token?.claims.iss
  return issuer === undefined ? [] : providers?.filter(provider => isSameIssuer(provider.issuer, issuer)) ?? []
}

/** The provider that Convex takes for the token: the first with its issuer, and with an audience of its. */
export function matchingProvider(evidence: Evidence): AuthProvider | undefined {
  const { token } = evidence
  return token
    ? providersOfIssuer(evidence).find(({ applicationId }) => applicationId === null || audiences(token).includes(applicationId))
    : undefined
}

/** Whether Convex finds no provider for the token: by its own words, or else by comparing as it does. */
export function isUnmatched(evidence: Evidence): boolean {
  const { token, reason, providers } = evidence
  if (!token?.claims.iss) return false
  return reason === null ? providers !== null && !matchingProvider(evidence) : reason.includes('No auth provider found')
}
