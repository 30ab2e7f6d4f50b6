import { z } from 'zod'
import type { AuthProvider } from '../../../common/tokenRefusal/authProvider'
import type { JwksAnswer } from '../../../common/tokenRefusal/evidence'
import type { AppFacts } from './facts'

const jwks = z.object({ keys: z.array(z.object({ kid: z.string().optional() })) })
const TIMEOUT_MS = 10_000

/**
 * What answers at each address of keys, once each. Keys that are part of the configuration (`data:`) need no look.
 *
 * @param providers of the deployment; without them the keys of the application's own client are looked at.
 */
export async function gatherJwks(providers: readonly AuthProvider[] | null, app: AppFacts): Promise<JwksAnswer[]> {
  const clientId = app.env.WORKOS_CLIENT_ID
  if (!providers) return clientId ? [await fetchJwks(`${app.workosOrigin}/sso/jwks/${clientId}`)] : []
  const urls = new Set(providers.flatMap(({ jwks: url }) => url?.startsWith('http') ? [url] : []))
  return await Promise.all([...urls].map(fetchJwks))
}

async function fetchJwks(url: string): Promise<JwksAnswer> {
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT_MS) })
    const parsed = jwks.safeParse(await response.json().catch(() => null))
    const kids = parsed.success ? parsed.data.keys.flatMap(({ kid }) => kid ?? []) : null
    return { url, status: response.status, contentType: response.headers.get('content-type'), kids }
  }
  catch {
    return { url, status: null, contentType: null, kids: null }
  }
}
