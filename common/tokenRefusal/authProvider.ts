/** Whose tokens a Convex deployment accepts, as `convex/auth.config.ts` says it. */
export interface AuthProvider {
  issuer: string
  /** When there is one, the token's audience must hold it. */
  applicationId: string | null
  /** Where the keys are; null where only Convex's own words are known, which do not tell. */
  jwks: string | null
}

const LISTED = /(?:OIDC\(domain|CustomJWT\(issuer)=(.*?), app_id=(.*?)\)/g

/**
 * The providers that Convex lists when it knows none for a token. Production deployments keep the list to themselves.
 *
 * @returns null when the message has no list.
 */
export function readListedProviders(reason: string): AuthProvider[] | null {
  if (reason.includes('no providers configured')) return []
  const listed = [...reason.matchAll(LISTED)].map(([, issuer = '', id = '']): AuthProvider =>
    ({ issuer, applicationId: id === 'none' ? null : id, jwks: null }))
  return listed.length > 0 ? listed : null
}

/** Convex compares issuers without their last slashes, and takes https for granted (convex-backend, crates/common/src/auth.rs). */
export function isSameIssuer(one: string, other: string): boolean {
  return comparable(one) === comparable(other)
}

function comparable(issuer: string): string {
  return (/^\w+:\/\//.test(issuer) ? issuer : `https://${issuer}`).replace(/\/+$/, '')
}
