import type { FetchError } from 'ofetch'
import type { AccessTokenAnswer } from '../../common/session'

const TIMEOUT_MS = 10_000
const LOCK = 'nuxt-workos-convex:access-token'

/**
 * Asks the server for an access token. Tabs take turns, where the browser has a lock manager
 * (W3C Web Locks): whoever comes second gets what the first one fetched. Without it the server's
 * own bookkeeping has the same effect.
 *
 * @param stale the `jti` of a token that is of no use any more.
 * @returns null when the session is over.
 * @throws FetchError when the server does not answer, or asks to wait.
 */
export async function requestToken(stale: string | undefined, locks: LockManager | undefined = globalThis.navigator?.locks): Promise<AccessTokenAnswer | null> {
  if (!locks) return await post(stale)
  // A tab that holds the lock and is frozen must not stop the others for good.
  return await locks.request(LOCK, { signal: AbortSignal.timeout(TIMEOUT_MS) }, () => post(stale))
    .catch((error: unknown) => isTimeout(error) ? post(stale) : Promise.reject(error))
}

async function post(stale: string | undefined): Promise<AccessTokenAnswer | null> {
  try {
    return await $fetch<AccessTokenAnswer>('/api/auth/token', { method: 'POST', body: { stale }, timeout: TIMEOUT_MS, retry: 0 })
  }
  catch (thrown) {
    if ((thrown as FetchError).statusCode === 401) return null
    throw thrown
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError'
}
