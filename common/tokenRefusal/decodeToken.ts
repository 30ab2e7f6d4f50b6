/** What a token says of itself. Read and not verified: for explanations, and for tokens that somebody else has verified. */
export interface DecodedToken {
  header: { kid?: string, alg?: string }
  /** Times are seconds since the epoch (RFC 7519, 4.1). */
  claims: {
    iss?: string
    sub?: string
    aud?: string | string[]
    sid?: string
    iat?: number
    nbf?: number
    exp?: number
  }
}

/** @returns null for what is not a JWT (RFC 7519, 7.2). */
export function decodeToken(token: string): DecodedToken | null {
  const [header, payload, signature, ...rest] = token.split('.')
  if (!header || !payload || signature === undefined || rest.length > 0) return null
  const decoded = { header: decodePart(header), claims: decodePart(payload) }
  return decoded.header && decoded.claims ? decoded as DecodedToken : null
}

export function audiences({ claims }: DecodedToken): string[] {
  return claims.aud === undefined ? [] : [claims.aud].flat()
}

function decodePart(part: string): object | null {
  try {
    const bytes = Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), character => character.charCodeAt(0))
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof value === 'object' ? value : null
  }
  catch {
    return null
  }
}
