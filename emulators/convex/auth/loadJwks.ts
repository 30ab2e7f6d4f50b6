import { z } from 'zod'
import { invalidToken } from './authFailure'
import type { HttpCache } from './httpCache'

/** Only algorithms the backend's JWT library knows; one other key spoils the whole set. */
const algorithm = z.enum(['none', 'HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512'])

const jwk = z.discriminatedUnion('kty', [
  z.looseObject({ kty: z.literal('RSA'), kid: z.string().optional(), alg: algorithm.optional(), n: z.string(), e: z.string() }),
  z.looseObject({ kty: z.literal('EC'), kid: z.string().optional(), alg: algorithm.optional(), crv: z.string(), x: z.string(), y: z.string() }),
  z.looseObject({ kty: z.literal('oct'), kid: z.string().optional(), alg: algorithm.optional(), k: z.string() }),
  z.looseObject({ kty: z.literal('OKP'), kid: z.string().optional(), alg: algorithm.optional(), crv: z.string(), x: z.string() }),
])
export type Jwk = z.infer<typeof jwk>

const jwks = z.object({ keys: z.array(jwk) })

const JSON_TYPE = /^application\/(?:json|jwk-set\+json)\s*(?:;\s*charset="?utf-8"?\s*)?$/i

export async function loadJwks(url: string, cache: HttpCache): Promise<Jwk[]> {
  const body = url.startsWith('data:') ? readDataUrl(url) : await fetchJwks(url, cache)
  const parsed = jwks.safeParse(parseJson(body))
  if (!parsed.success) {
    throw invalidToken(`Invalid JWKS response body from '${url}'. The response is not valid JSON or doesn't match the expected JWKS format.`)
  }
  return parsed.data.keys
}

async function fetchJwks(url: string, cache: HttpCache): Promise<string> {
  const response = await cache.get(url).catch((error: unknown) => {
    throw unreachable(url, error instanceof Error ? error.message : String(error))
  })
  if (response.status !== 200) throw unreachable(url, `HTTP ${response.status} ${response.statusText}`.trimEnd())
  if (!JSON_TYPE.test(response.contentType ?? '')) {
    throw invalidToken(`Invalid Content-Type '${response.contentType ?? 'unknown'}' when fetching JWKS from '${url}'. Expected 'application/json' or 'application/jwk-set+json'.`)
  }
  return response.body
}

function unreachable(url: string, why: string): Error {
  return invalidToken(`Could not fetch JWKS from URL '${url}': ${why}. Check that the URL is correct and accessible.`)
}

function readDataUrl(url: string): string {
  const match = /^data:[^,]*?(;base64)?,(.*)$/s.exec(url)
  const [, base64, data = ''] = match ?? []
  const isValid = match !== null && (base64 === undefined || /^[A-Z0-9+/]*=*$/i.test(decodeURIComponent(data)))
  if (!isValid) throw invalidToken('Invalid JWKS data URL. Check that the data URL is properly formatted and contains valid base64-encoded JSON.')
  const text = decodeURIComponent(data)
  return base64 === undefined ? text : Buffer.from(text, 'base64').toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {
    // Told to the caller together with every other shape that is not a JWKS.
    return undefined
  }
}
