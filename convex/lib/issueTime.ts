import type { ActionCtx } from '../_generated/server'

/**
 * When the caller's access token was issued, in ms, rounded up to a whole second. Convex has verified
 * the token and keeps `iat` out of the identity, so it is read from the token itself.
 *
 * @returns null for a caller without a token of their own, as when an administrator acts for them.
 */
export async function readIssueTime({ meta }: Pick<ActionCtx, 'meta'>): Promise<number | null> {
  const { authToken } = await meta.getRequestMetadata()
  const payload = authToken?.split('.')[1]
  if (!payload) return null
  const { iat } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { iat?: unknown }
  return typeof iat === 'number' ? (iat + 1) * 1000 : null
}
