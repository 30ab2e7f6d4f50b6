import { createRemoteJWKSet, decodeJwt, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { serverEnv } from './env'
import { workosReads } from './workos'

/** The claims of a WorkOS access token that this application reads. Times are seconds since the epoch (RFC 7519, 4.1). */
const claimsSchema = z.object({
  sub: z.string(),
  sid: z.string(),
  iat: z.number(),
  exp: z.number(),
  jti: z.string().optional(),
  org_id: z.string().nullish(),
  role: z.string().nullish(),
  roles: z.array(z.string()).nullish(),
  permissions: z.array(z.string()).nullish(),
  entitlements: z.array(z.string()).nullish(),
  feature_flags: z.array(z.string()).nullish(),
})

export type AccessTokenClaims = z.infer<typeof claimsSchema>

/** Reads the claims without verifying them. Only for tokens out of our own sealed cookie or straight from WorkOS. */
export function readClaims(accessToken: string): AccessTokenClaims | null {
  try {
    return claimsSchema.parse(decodeJwt(accessToken))
  }
  catch {
    return null
  }
}

let keys: ReturnType<typeof createRemoteJWKSet> | undefined

/**
 * Whether WorkOS's current keys contradict the token: a signature that does not fit, or a key they do not list.
 * False when the keys cannot be fetched: the seal has vouched for the token, and an outage must not end sessions.
 */
export async function isForged(accessToken: string): Promise<boolean> {
  keys ??= createRemoteJWKSet(new URL(workosReads().userManagement.getJwksUrl(serverEnv().WORKOS_CLIENT_ID)), { timeoutDuration: 2_000 })
  try {
    // Expiry is judged elsewhere, with more than yes and no.
    await jwtVerify(accessToken, keys, { algorithms: ['RS256'], clockTolerance: Number.MAX_SAFE_INTEGER })
    return false
  }
  catch (error) {
    return error instanceof errors.JWSSignatureVerificationFailed
      || error instanceof errors.JWKSNoMatchingKey
      || error instanceof errors.JWSInvalid
      || error instanceof errors.JOSEAlgNotAllowed
  }
}
