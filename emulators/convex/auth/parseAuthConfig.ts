import { z } from 'zod'
import type { AuthProvider } from './authProvider'
import { findConfusion } from './findConfusion'
import { normalizeIssuer } from './normalizeIssuer'

const customJwt = z.object({
  type: z.literal('customJwt'),
  issuer: z.string(),
  jwks: z.string(),
  algorithm: z.enum(['RS256', 'ES256']),
  applicationID: z.string().nullish(),
})

const oidc = z.object({
  type: z.literal('oidc').optional(),
  domain: z.string(),
  applicationID: z.string(),
})

const NO_VARIANT = 'data did not match any variant of untagged enum SerializedAuthInfo'

/**
 * Reads what auth.config.js exports; throws what is wrong with it in the backend's words
 * (convex-backend crates/isolate/src/environment/auth_config.rs, crates/common/src/auth.rs).
 */
export function parseAuthConfig(json: string): AuthProvider[] {
  const config: unknown = JSON.parse(json)
  const { providers } = z.object({ providers: z.unknown() }).catch({ providers: undefined }).parse(config)
  if (providers === undefined) throw schemaError('missing field `providers`')
  if (!Array.isArray(providers)) throw schemaError(`invalid type: ${typeof providers}, expected a sequence`)
  const confusion = findConfusion(providers)
  if (confusion?.insecure) throw new Error(confusion.message)
  if (confusion) throw schemaError(confusion.message)
  return providers.map(readProvider)
}

function readProvider(provider: unknown): AuthProvider {
  const custom = customJwt.safeParse(provider)
  if (custom.success) {
    const { type, issuer, jwks, algorithm, applicationID } = custom.data
    return { type, issuer: normalizeIssuer(issuer), jwks: requireUrl(jwks), algorithm, applicationID: applicationID ?? null }
  }
  const standard = oidc.safeParse(provider)
  if (!standard.success) throw schemaError(NO_VARIANT)
  return { type: 'oidc', domain: normalizeIssuer(standard.data.domain), applicationID: standard.data.applicationID }
}

function requireUrl(jwks: string): string {
  if (!URL.canParse(jwks)) throw schemaError(`Invalid provider jwks URL "${jwks}": relative URL without a base`)
  return jwks
}

function schemaError(issue: string): Error {
  return new Error(`auth config file must include a list of provider credentials: ${issue}`)
}
