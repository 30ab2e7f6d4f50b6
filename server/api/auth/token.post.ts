import { z } from 'zod'
import type { AccessTokenAnswer } from '../../../common/session'
import { defineApiHandler } from '../../utils/authHandler'
import { toAccessTokenAnswer } from '../../utils/authSession'
import { readValidBody } from '../../utils/readBody'
import { renewAuthSession, requireAuthSession } from '../../utils/session'

const bodySchema = z.object({
  /** The `jti` of a token that the caller holds and cannot use any more. */
  stale: z.string().max(512).optional(),
})

/**
 * An access token for Convex. A caller whose token went stale names it: when the cookie holds
 * another one already (a second tab was faster) that one is the answer, else WorkOS is asked.
 */
export default defineApiHandler(async (event): Promise<AccessTokenAnswer> => {
  const { stale } = await readValidBody(event, bodySchema)
  const current = await requireAuthSession(event)
  const isStale = stale !== undefined && current.claims.jti === stale
  return toAccessTokenAnswer(isStale ? await renewAuthSession(event, current) : current)
})
