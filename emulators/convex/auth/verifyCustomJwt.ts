import { compactVerify, importJWK } from 'jose'
import type { JWK } from 'jose'
import { invalidToken } from './authFailure'
import type { CustomJwtProvider } from './authProvider'
import type { HttpCache } from './httpCache'
import { loadJwks } from './loadJwks'
import { readHeader } from './readClaims'
import type { Claims } from './readClaims'
import { requireCurrent } from './requireCurrent'

const UNVERIFIABLE = 'Could not verify token claim. Check that the JWT contains valid claims and matches your auth provider configuration.'

export interface VerifiedClaims extends Claims {
  iss: string
  sub: string
  exp: number
}

/**
 * Checks a token of a customJwt provider, in the order that decides which error is told
 * (convex-backend crates/authentication/src/lib.rs, validate_id_token).
 */
export async function verifyCustomJwt(token: string, claims: Claims, provider: CustomJwtProvider, cache: HttpCache, now: number): Promise<VerifiedClaims> {
  const keys = await loadJwks(provider.jwks, cache)
  await requireSignature(token, provider, keys)
  requireCurrent(claims, now)
  const { iss, sub, exp } = claims
  if (iss === undefined || sub === undefined || exp === undefined) throw invalidToken(UNVERIFIABLE)
  return { ...claims, iss, sub, exp: Math.round(exp) }
}

async function requireSignature(token: string, { algorithm }: CustomJwtProvider, keys: Awaited<ReturnType<typeof loadJwks>>): Promise<void> {
  const header = readHeader(token)
  if (header?.kid === undefined || token.split('.').length !== 3) {
    throw invalidToken('Could not decode token. JWT may be missing a \'kid\' (key ID) header.')
  }
  const key = keys.find(({ kid }) => kid === header.kid)
  const isUsable = key !== undefined && header.alg === algorithm && (key.alg === undefined || key.alg === algorithm)
  if (!isUsable || !await isSignedBy(token, key as JWK, algorithm)) {
    throw invalidToken(`Could not decode token. The JWT's 'kid' (key ID) header is '${header.kid}', does this key match any key in the provider's JWKS?`)
  }
}

async function isSignedBy(token: string, key: JWK, algorithm: string): Promise<boolean> {
  try {
    await compactVerify(token, await importJWK(key, algorithm), { algorithms: [algorithm] })
    return true
  }
  catch {
    // An unusable key and a wrong signature are told alike, so that a caller learns nothing of the keys.
    return false
  }
}
