import { explainRefusal } from './explainRefusal'

/**
 * What to print of a Convex call over HTTP that failed. In development a refused token is explained
 * in the words that the page and `npm run doctor` use.
 */
export function describeCallFailure(error: unknown, accessToken: string | null): string {
  const message = error instanceof Error ? error.message : String(error)
  const reason = import.meta.dev ? readRefusal(message) : null
  return reason === null ? message : explainRefusal(reason, accessToken)
}

/** Convex's client throws the body of an answer 401 as it is. */
function readRefusal(body: string): string | null {
  try {
    const { code, message } = JSON.parse(body) as { code?: unknown, message?: unknown }
    return typeof message === 'string' && typeof code === 'string' && /^(?:NoAuthProvider|InvalidAuthHeader|Unauthenticated|AuthProviderDiscoveryFailed)$/.test(code) ? message : null
  }
  catch {
    return null
  }
}
