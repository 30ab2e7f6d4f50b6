import { z } from 'zod'
import { invalidToken } from './authFailure'

const registeredClaims = z.looseObject({
  iss: z.string().optional(),
  sub: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  exp: z.number().optional(),
  nbf: z.number().optional(),
  iat: z.number().optional(),
})
export type Claims = z.infer<typeof registeredClaims>

const joseHeader = z.looseObject({ alg: z.string(), kid: z.string().optional(), typ: z.string().optional() })
export type JoseHeader = z.infer<typeof joseHeader>

const NOT_A_JWT = 'Could not parse JWT payload. Check that the token is a valid JWT format with three base64-encoded parts separated by dots.'

/** The payload as it stands, before anything is verified. */
export function readClaims(token: string): Claims {
  const claims = registeredClaims.safeParse(decodePart(token.split('.')[1]))
  if (!claims.success) throw invalidToken(NOT_A_JWT)
  return claims.data
}

/** Null when the first part is not a JOSE header. */
export function readHeader(token: string): JoseHeader | null {
  return joseHeader.safeParse(decodePart(token.split('.')[0])).data ?? null
}

export function audiences({ aud }: Claims): string[] {
  if (aud === undefined) return []
  return typeof aud === 'string' ? [aud] : aud
}

function decodePart(part: string | undefined): unknown {
  if (part === undefined || !/^[\w-]+$/.test(part)) return undefined
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  }
  catch {
    // Whatever cannot be read is no JWT; the caller says so in the backend's words.
    return undefined
  }
}
