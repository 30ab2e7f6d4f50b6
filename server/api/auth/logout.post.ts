import { defineAuthHandler } from '../../utils/authHandler'
import { clearFlow } from '../../utils/flow'
import { readClaims } from '../../utils/accessToken'
import { markSessionEnded } from '../../utils/endedSessions'
import { endAuthSession } from '../../utils/session'
import { readSessionCookie } from '../../utils/sessionCookie'
import { workosGrants } from '../../utils/workos'

/** Ends the WorkOS session and clears the cookie. The person asked to leave: a WorkOS that does not answer does not stop that. */
export default defineAuthHandler('/', async (event) => {
  const stored = await readSessionCookie(event)
  // The seal vouches for the token, so its expiry does not matter here.
  const sessionId = stored && readClaims(stored.accessToken)?.sid
  if (sessionId) {
    await markSessionEnded(sessionId)
    await workosGrants().userManagement.revokeSession({ sessionId }).catch((error: unknown) => {
      console.warn('[auth] the WorkOS session could not be revoked:', error instanceof Error ? error.message : error)
    })
  }
  endAuthSession(event)
  clearFlow(event)
  return { redirectTo: '/' }
})
