import type { ActiveSession } from '../../../../common/activeSession'
import { defineApiHandler } from '../../../utils/authHandler'
import { describeDevice } from '../../../utils/describeDevice'
import { listActiveSessions } from '../../../utils/ownSessions'
import { requireAuthSession } from '../../../utils/session'

/** Where the user is signed in. */
export default defineApiHandler(async (event): Promise<ActiveSession[]> => {
  const { user, claims } = await requireAuthSession(event)
  const sessions = await listActiveSessions(user.id)
  return sessions.map(({ id, authMethod, ipAddress, userAgent, organizationId, impersonator, createdAt, expiresAt }) => ({
    id,
    isCurrent: id === claims.sid,
    method: authMethod,
    ipAddress,
    userAgent,
    device: describeDevice(userAgent),
    organizationId: organizationId ?? null,
    impersonator: impersonator ? { email: impersonator.email, reason: impersonator.reason } : null,
    createdAt,
    expiresAt,
  }))
})
