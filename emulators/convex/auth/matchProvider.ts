import { AuthFailure, invalidToken } from './authFailure'
import type { AuthProvider } from './authProvider'
import { audiences } from './readClaims'
import type { Claims } from './readClaims'

const NO_ISSUER = 'Missing issuer claim (\'iss\') in JWT payload. The JWT must include an \'iss\' claim that matches one of your configured auth providers.'

/**
 * The first provider whose application id is among the token's audiences and whose issuer is the
 * token's, whatever their keys and algorithms (convex-backend crates/common/src/auth.rs, matches_token).
 */
export function matchProvider(claims: Claims, providers: AuthProvider[]): AuthProvider {
  if (claims.iss === undefined) throw invalidToken(NO_ISSUER)
  const issuer = comparableIssuer(claims.iss)
  const found = providers.find(provider =>
    (provider.applicationID === null || audiences(claims).includes(provider.applicationID))
    && comparableIssuer(issuerOf(provider)) === issuer)
  if (!found) throw noProvider(providers)
  return found
}

function issuerOf(provider: AuthProvider): string {
  return provider.type === 'oidc' ? provider.domain : provider.issuer
}

function comparableIssuer(issuer: string): string {
  return (/^\w+:\/\//.test(issuer) ? issuer : `https://${issuer}`).replace(/\/+$/, '')
}

function noProvider(providers: AuthProvider[]): AuthFailure {
  const message = providers.length === 0
    ? 'No auth provider found matching the given token (no providers configured). Check convex/auth.config.ts.'
    : `No auth provider found matching the given token. Check that your JWT's issuer and audience match one of your configured providers: [${providers.map(describe).join(', ')}]`
  return new AuthFailure('NoAuthProvider', message)
}

function describe(provider: AuthProvider): string {
  return provider.type === 'oidc'
    ? `OIDC(domain=${provider.domain}, app_id=${provider.applicationID})`
    : `CustomJWT(issuer=${provider.issuer}, app_id=${provider.applicationID ?? 'none'})`
}
