import { compactVerify, importJWK } from 'jose'
import type { JWK } from 'jose'
import { z } from 'zod'
import { AuthFailure, invalidToken } from './authFailure'
import type { OidcProvider } from './authProvider'
import { discoverJwksUri } from './discoverOidc'
import type { HttpCache } from './httpCache'
import { audiences, readHeader } from './readClaims'
import type { Claims, JoseHeader } from './readClaims'
import type { VerifiedClaims } from './verifyCustomJwt'

const jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional(), use: z.string().optional() })) })
type Key = z.infer<typeof jwks>['keys'][number]

const ALGORITHMS = ['RS256', 'EdDSA']
const ID_TOKEN_TYPES = [undefined, 'JWT', 'JOSE']
const UNVERIFIED = 'Could not verify OIDC token claim. Check that the token signature is valid and the token hasn\'t expired.'

/**
 * Checks an OpenID Connect ID token. Stricter than customJwt: no leeway, no other audience, `iat`
 * required, and an access token's `at+jwt` type refused (get-convex/openidconnect-rs src/verification).
 */
export async function verifyOidc(token: string, claims: Claims, provider: OidcProvider, cache: HttpCache, now: number): Promise<VerifiedClaims> {
  const { iss, sub, exp, iat } = claims
  const header = readHeader(token)
  if (!header || iss === undefined || sub === undefined || exp === undefined || iat === undefined) {
    throw invalidToken('Could not parse as OIDC ID token. Token might not be an OIDC-compliant JWT.')
  }
  const keys = await loadKeys(await discoverJwksUri(iss, cache), iss, cache)
  const isIdToken = ID_TOKEN_TYPES.includes(header.typ) && ALGORITHMS.includes(header.alg)
  const isForUs = audiences(claims).length > 0 && audiences(claims).every(audience => audience === provider.applicationID)
  const isCurrent = now / 1000 < exp
  if (!isIdToken || !isForUs || !isCurrent || !await isSignedByOne(token, header, keys)) {
    throw new AuthFailure('Unauthenticated', UNVERIFIED)
  }
  return { ...claims, iss, sub, exp }
}

async function loadKeys(url: string, issuer: string, cache: HttpCache): Promise<Key[]> {
  const response = await cache.get(url).catch(() => null)
  const parsed = jwks.safeParse(response?.status === 200 ? JSON.parse(response.body) : undefined)
  if (!parsed.success) throw new AuthFailure('AuthProviderDiscoveryFailed', `Auth provider discovery of ${issuer} failed`, 400)
  return parsed.data.keys
}

/** Without a key id in the header, exactly one key has to fit. */
async function isSignedByOne(token: string, { alg, kid }: JoseHeader, keys: Key[]): Promise<boolean> {
  const type = alg === 'RS256' ? 'RSA' : 'OKP'
  const fitting = keys.filter(key => key.kty === type && key.use !== 'enc' && (kid === undefined || key.kid === kid))
  const [key] = fitting
  if (!key || (kid === undefined && fitting.length > 1)) return false
  try {
    await compactVerify(token, await importJWK(key as JWK, alg), { algorithms: [alg] })
    return true
  }
  catch {
    // A wrong signature is an answer here, not an error.
    return false
  }
}
