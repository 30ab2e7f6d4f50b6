import { flattenClaims } from './customClaims'
import type { UserAttributes } from './identity'
import type { VerifiedClaims } from './verifyCustomJwt'

/** Claims keep their own names: `email_verified`, not `emailVerified`. */
export function identityOfCustomJwt(claims: VerifiedClaims): UserAttributes {
  const { iss, sub, aud: _aud, exp: _exp, nbf: _nbf, iat: _iat, jti: _jti, fva: _fva, ...custom } = claims
  // Custom claims come last, so one that is called like a typed attribute replaces it.
  return { tokenIdentifier: `${iss}|${sub}`, subject: sub, issuer: iss, ...flattenClaims(custom) }
}
