import type { JSONValue } from 'convex/values'
import type { UserAttributes } from './identity'
import type { VerifiedClaims } from './verifyCustomJwt'

const RENAMED: Record<string, string> = {
  name: 'name',
  given_name: 'givenName',
  family_name: 'familyName',
  nickname: 'nickname',
  preferred_username: 'preferredUsername',
  profile: 'profileUrl',
  picture: 'pictureUrl',
  website: 'websiteUrl',
  email: 'email',
  gender: 'gender',
  birthdate: 'birthday',
  zoneinfo: 'timezone',
  locale: 'language',
  phone_number: 'phoneNumber',
}

const HIDDEN = new Set([
  'iss', 'sub', 'aud', 'iat', 'exp', 'nbf', 'jti', 'nonce', 'auth_time', 'acr', 'amr', 'azp', 'at_hash', 'c_hash', 'fva', 'middle_name',
])

/** Standard OpenID claims get camelCase names; others keep name and value (convex-backend crates/keybroker/src/broker.rs). */
export function identityOfOidc(claims: VerifiedClaims): UserAttributes {
  const attributes: Record<string, JSONValue> = {}
  for (const [claim, value] of Object.entries(claims)) {
    if (HIDDEN.has(claim) || value === undefined || value === null) continue
    Object.assign(attributes, readClaim(claim, value))
  }
  return { tokenIdentifier: `${claims.iss}|${claims.sub}`, subject: claims.sub, issuer: claims.iss, ...attributes }
}

function readClaim(claim: string, value: unknown): Record<string, JSONValue> {
  switch (claim) {
    case 'email_verified': return { emailVerified: isTrue(value) }
    case 'phone_number_verified': return { phoneNumberVerified: isTrue(value) }
    case 'address': return readAddress(value)
    case 'updated_at': return { updatedAt: new Date(Number(value) * 1000).toISOString() }
    default: return { [RENAMED[claim] ?? claim]: value as JSONValue }
  }
}

function readAddress(value: unknown): Record<string, JSONValue> {
  const formatted = typeof value === 'object' && value !== null ? Reflect.get(value, 'formatted') as unknown : undefined
  return typeof formatted === 'string' ? { address: formatted } : {}
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}
