const SHARED_ISSUERS = ['https://api.workos.com/', 'https://api.workos.com']

export interface Confusion {
  message: string
  /** The configuration would be accepted, and would let tokens of other applications in. */
  insecure: boolean
}

/**
 * Common mistakes that are well-formed otherwise, since extra properties are allowed
 * (convex-backend crates/isolate/src/environment/auth_config.rs, check_for_common_confusions).
 */
export function findConfusion(providers: unknown[]): Confusion | null {
  for (const [index, provider] of providers.entries()) {
    if (typeof provider !== 'object' || provider === null || Array.isArray(provider)) continue
    const found = confusionIn(provider as Record<string, unknown>, `Provider at index ${index}`)
    if (found) return found
  }
  return null
}

function confusionIn(provider: Record<string, unknown>, subject: string): Confusion | null {
  const has = (name: string) => Object.hasOwn(provider, name)
  const type = typeof provider.type === 'string' ? provider.type : null
  if (has('applicationId') || has('applicationid')) {
    return misspelt(`${subject} must have applicationID property spelled lowercase 'application', capital I, capital D.`)
  }
  if (type !== null && type !== 'customJwt' && type !== 'oidc') return misspelt(`${subject} has unexpected 'type' value '${type}'`)
  if (type === 'customJwt' && has('domain')) return misspelt(`${subject} is a customJwt so cannot have a 'domain' specified`)
  if (type !== 'customJwt' && has('issuer')) return misspelt(`${subject} is oidc so cannot have an 'issuer' specified.`)
  if (!has('applicationID') && SHARED_ISSUERS.some(issuer => issuer === provider.issuer)) {
    return {
      insecure: true,
      message: `This auth configuration appears potentially insecure: ${subject} has an issuer that is shared among many applications, so must to specify an ApplicationID to check against an \`aud\` field of a JWT.`,
    }
  }
  return null
}

function misspelt(message: string): Confusion {
  return { message, insecure: false }
}
