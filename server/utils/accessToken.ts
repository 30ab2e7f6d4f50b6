import { compactVerify, createRemoteJWKSet, decodeJwt, errors } from 'jose'
import { z } from 'zod'
import { serverEnv } from './env'
import { workosReads } from './workos'

/** The claims of a WorkOS access token that this application reads. Times are seconds since the epoch (RFC 7519, 4.1). */
const claimsSchema = z.object({
  sub: z.string(),
  sid: z.string(),
  iss: z.string(),
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

/** WorkOS's keys for our client, fetched once and again when a token names one that is not there. */
let keys: ReturnType<typeof createRemoteJWKSet> | undefined
const JWKS_TIMEOUT_MS = 2_000

/**
 * Checks a token's signature, and its issuer when WORKOS_ISSUER lists those that count. Expiry is judged elsewhere.
 * - `genuine`: signed by WorkOS for our client. Each client has keys of its own, so this pins the issuer, too.
 * - `forged`: contradicted by the keys, or by WORKOS_ISSUER.
 * - `unknown`: the keys cannot be fetched. The seal, or the connection it came over, has vouched for the token, and an outage must not end sessions.
 */
export async function checkAccessToken(accessToken: string): Promise<'genuine' | 'forged' | 'unknown'> {
  const { WORKOS_CLIENT_ID, WORKOS_ISSUER } = serverEnv()
  keys ??= createRemoteJWKSet(new URL(workosReads().userManagement.getJwksUrl(WORKOS_CLIENT_ID)), { timeoutDuration: JWKS_TIMEOUT_MS })
  try {
    await compactVerify(accessToken, keys, { algorithms: ['RS256'] })
  }
  catch (error) {
    return isContradiction(error) ? 'forged' : 'unknown'
  }
  const issuer = readClaims(accessToken)?.iss
  return !WORKOS_ISSUER || (issuer && WORKOS_ISSUER.includes(issuer)) ? 'genuine' : 'forged'
}

function isContradiction(error: unknown): boolean {
  return error instanceof errors.JWSSignatureVerificationFailed
    || error instanceof errors.JWKSNoMatchingKey
    || error instanceof errors.JWSInvalid
    || error instanceof errors.JOSEAlgNotAllowed
}
