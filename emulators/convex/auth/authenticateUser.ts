import type { AuthProvider } from './authProvider'
import type { HttpCache } from './httpCache'
import type { Identity } from './identity'
import { identityOfCustomJwt } from './identityOfCustomJwt'
import { identityOfOidc } from './identityOfOidc'
import { matchProvider } from './matchProvider'
import { readClaims } from './readClaims'
import { verifyCustomJwt } from './verifyCustomJwt'
import { verifyOidc } from './verifyOidc'

/** Who a JWT speaks for; throws an `AuthFailure` with the reason it is not accepted. */
export async function authenticateUser(token: string, providers: AuthProvider[], cache: HttpCache, now = Date.now()): Promise<Identity> {
  const claims = readClaims(token)
  const provider = matchProvider(claims, providers)
  if (provider.type === 'oidc') {
    const verified = await verifyOidc(token, claims, provider, cache, now)
    return { kind: 'user', attributes: identityOfOidc(verified), token, expiresAt: verified.exp }
  }
  const verified = await verifyCustomJwt(token, claims, provider, cache, now)
  return { kind: 'user', attributes: identityOfCustomJwt(verified), token, expiresAt: verified.exp }
}
