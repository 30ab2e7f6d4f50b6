import type { AccessTokenAnswer } from '../../../common/session'
import { decodeToken } from '../../../common/tokenRefusal/decodeToken'
import type { TokenView } from '../report'

/** What a token says, without what makes it one. @returns null for what cannot be read. */
export function describeToken({ token, expiresIn }: AccessTokenAnswer, now: number = Date.now()): TokenView | null {
  const decoded = decodeToken(token)
  if (!decoded) return null
  const { kid, alg } = decoded.header
  return { header: { kid, alg }, claims: { ...decoded.claims }, diesAt: now + expiresIn }
}
