import { z } from 'zod'
import { sanitizeReturnTo } from '../../../common/returnTo'
import { readClaims } from '../../utils/accessToken'
import { defineAuthHandler } from '../../utils/authHandler'
import { markSessionEnded } from '../../utils/endedSessions'
import { clearFlow } from '../../utils/flow'
import { readValidBody } from '../../utils/readBody'
import { revokeSession } from '../../utils/revokeSession'
import { endAuthSession } from '../../utils/session'
import { readSessionCookie } from '../../utils/sessionCookie'

const bodySchema = z.object({ returnTo: z.string().optional() })

/** Ends the WorkOS session and clears the cookie. The person asked to leave: a WorkOS that does not answer does not stop that. */
export default defineAuthHandler('/', async (event) => {
  // Whatever else is posted, the person wants to leave.
  const { returnTo } = await readValidBody(event, bodySchema).catch(() => ({ returnTo: undefined }))
  const stored = await readSessionCookie(event)
  // The seal vouches for the token, so its expiry does not matter here.
  const sessionId = stored && readClaims(stored.accessToken)?.sid
  if (sessionId) {
    await markSessionEnded(sessionId)
    await revokeSession(sessionId)
  }
  endAuthSession(event)
  clearFlow(event)
  return { redirectTo: sanitizeReturnTo(returnTo, '/') }
})
