import { z } from 'zod'
import { sanitizeReturnTo } from '../../../common/returnTo'
import { defineAuthHandler } from '../../utils/authHandler'
import { markSessionEnded } from '../../utils/endedSessions'
import { clearFlow } from '../../utils/flow'
import { readValidBody } from '../../utils/readBody'
import { revokeSession } from '../../utils/revokeSession'
import { endAuthSession } from '../../utils/session'
import { readSessionId } from '../../utils/sessionCookie'

const bodySchema = z.object({ returnTo: z.string().optional() })

/** Ends the WorkOS session and clears the cookie. The person asked to leave: a WorkOS that does not answer does not stop that. */
export default defineAuthHandler('/', async (event) => {
  // Whatever else is posted, the person wants to leave.
  const { returnTo } = await readValidBody(event, bodySchema).catch(() => ({ returnTo: undefined }))
  const sessionId = await readSessionId(event)
  if (sessionId) {
    await markSessionEnded(sessionId)
    await revokeSession(sessionId)
  }
  endAuthSession(event)
  clearFlow(event)
  return { redirectTo: sanitizeReturnTo(returnTo, '/') }
})
