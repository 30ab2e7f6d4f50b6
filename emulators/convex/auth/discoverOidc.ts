import { z } from 'zod'
import { AuthFailure } from './authFailure'
import type { HttpCache } from './httpCache'

const discoveryDocument = z.looseObject({ issuer: z.string(), jwks_uri: z.url() })

/** Where an OpenID provider keeps its keys, asked of the issuer that the token itself names. */
export async function discoverJwksUri(issuer: string, cache: HttpCache): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await cache.get(url).catch(() => {
    throw discoveryFailure(issuer, 400)
  })
  if (response.status !== 200) throw discoveryFailure(issuer, response.status, response.body)
  const parsed = discoveryDocument.safeParse(parseJson(response.body))
  if (!parsed.success || parsed.data.issuer !== issuer) throw discoveryFailure(issuer, 400)
  return parsed.data.jwks_uri
}

/** The status follows the provider's, so that its outage is not told as the user's mistake. */
function discoveryFailure(issuer: string, upstream: number, body?: string): AuthFailure {
  const status = upstream >= 500 ? 503 : [401, 403, 404, 429].includes(upstream) ? upstream : 400
  const detail = body === undefined ? '' : `: ${upstream} ${body}`
  return new AuthFailure('AuthProviderDiscoveryFailed', `Auth provider discovery of ${issuer} failed${detail}`, status)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {
    // A document that is not JSON fails like one with the wrong fields.
    return undefined
  }
}
