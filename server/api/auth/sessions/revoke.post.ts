import { z } from 'zod'
import { sanitizeReturnTo } from '../../../../common/returnTo'
import { AuthError } from '../../../utils/authError'
import { defineAuthHandler } from '../../../utils/authHandler'
import { callWorkos } from '../../../utils/callWorkos'
import { markSessionEnded } from '../../../utils/endedSessions'
import { clearFlow } from '../../../utils/flow'
import { workosId } from '../../../utils/identifiers'
import { listActiveSessions } from '../../../utils/ownSessions'
import { readValidBody } from '../../../utils/readBody'
import { endAuthSession, requireAuthSession } from '../../../utils/session'
import { workosGrants } from '../../../utils/workos'

const bodySchema = z.object({
  sessionId: workosId.optional(),
  all: z.literal('1').optional(),
  returnTo: z.string().optional(),
}).refine(({ sessionId, all }) => Boolean(sessionId) !== Boolean(all))

/** Signs the user out elsewhere, or everywhere. */
export default defineAuthHandler('/account', async (event) => {
  const { user, claims, impersonator } = await requireAuthSession(event)
  const { all, sessionId, returnTo } = await readValidBody(event, bodySchema)
  // Whoever impersonates ends their own session by signing out; the user's are the user's.
  if (impersonator) throw new AuthError('impersonation_limited', { status: 403 })

  const own = (await listActiveSessions(user.id)).map(({ id }) => id)
  const others = own.filter(id => id !== claims.sid && (all || id === sessionId))
  const endsHere = all !== undefined || sessionId === claims.sid
  if (!endsHere && others.length === 0) throw new AuthError('session_unknown', { status: 404 })
  // This one last: should anything fail before, the person is still there to try again.
  for (const id of endsHere ? [...others, claims.sid] : others) {
    await callWorkos(() => workosGrants().userManagement.revokeSession({ sessionId: id }))
    await markSessionEnded(id)
  }
  if (!endsHere) return { redirectTo: sanitizeReturnTo(returnTo, '/account') }
  endAuthSession(event)
  clearFlow(event)
  return { redirectTo: '/' }
})
