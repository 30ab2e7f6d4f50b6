import { version } from 'convex'
import { z } from 'zod'

export interface ConvexAnswer {
  /** Convex's own words, when it refuses the token. */
  refusal: string | null
  date: string | null
  asked: number
  answered: number
}

const refusal = z.object({ code: z.string(), message: z.string() })
const REFUSALS = ['NoAuthProvider', 'InvalidAuthHeader', 'Unauthenticated', 'AuthProviderDiscoveryFailed']
const TIMEOUT_MS = 10_000

/**
 * Asks a deployment what it thinks of a token. It looks at the token before it looks for the function, so
 * one that does not exist will do, and nothing runs.
 *
 * @throws TypeError or DOMException, as fetch does, when nobody answers.
 */
export async function askConvex(url: string, token: string): Promise<ConvexAnswer> {
  const asked = Date.now()
  const response = await fetch(`${url.replace(/\/+$/, '')}/api/query`, {
    method: 'POST',
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json', 'convex-client': `npm-${version}` },
    body: JSON.stringify({ path: 'doctor:doesNotExist', format: 'convex_encoded_json', args: [{}] }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const answered = Date.now()
  const parsed = refusal.safeParse(await response.json().catch(() => null))
  const isRefused = parsed.success && REFUSALS.includes(parsed.data.code)
  return { refusal: isRefused ? parsed.data.message : null, date: response.headers.get('date'), asked, answered }
}

/** A token that no deployment accepts: development deployments answer it with the list of their providers. */
export const UNKNOWN_TOKEN = [{ alg: 'RS256', typ: 'JWT' }, { iss: 'https://nobody.invalid', sub: 'nobody', iat: 0, exp: 0 }]
  .map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + '.nothing'
