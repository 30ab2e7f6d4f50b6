export interface CustomJwtProvider {
  type: 'customJwt'
  issuer: string
  jwks: string
  algorithm: 'RS256' | 'ES256'
  applicationID: string | null
}

export interface OidcProvider {
  type: 'oidc'
  domain: string
  applicationID: string
}

export type AuthProvider = CustomJwtProvider | OidcProvider

/** As start_push reports it to the CLI (convex/src/cli/lib/deployApi/types.ts). */
export function describeProvider(provider: AuthProvider): object {
  return provider.type === 'oidc' ? { domain: provider.domain, applicationID: provider.applicationID } : provider
}
