import type { ActionCtx } from '../_generated/server'
import { decodeToken } from '../../common/tokenRefusal/decodeToken'

/**
 * When the caller's access token was issued, in ms, rounded up to a whole second. Convex has verified
 * the token and keeps `iat` out of the identity, so it is read from the token itself.
 *
 * @returns null for a caller without a token of their own, as when an administrator acts for them.
 */
export async function readIssueTime({ meta }: Pick<ActionCtx, 'meta'>): Promise<number | null> {
  const { authToken } = await meta.getRequestMetadata()
  const iat = authToken ? decodeToken(authToken)?.claims.iat : undefined
  return typeof iat === 'number' ? (iat + 1) * 1000 : null
}
