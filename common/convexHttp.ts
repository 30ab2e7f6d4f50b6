import { ConvexHttpClient } from 'convex/browser'

const TIMEOUT_MS = 5_000

/**
 * A Convex client for one request of one user. It holds their token, so it must not be shared.
 * Calls that take longer than five seconds fail: a page must not wait for a database that is away.
 */
export function createConvexHttpClient(url: string, accessToken: string | null): ConvexHttpClient {
  const client = new ConvexHttpClient(url, {
    logger: false,
    // Self-hosted deployments have addresses of their own.
    skipConvexDeploymentUrlCheck: true,
    fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
  })
  if (accessToken) client.setAuth(accessToken)
  return client
}
