import { createLog } from './log/log'
import { workosGrants } from './workos'

const log = createLog('auth')

/** Ends a session at WorkOS. Never throws: whoever wanted to leave is not kept by an outage. */
export async function revokeSession(sessionId: string): Promise<void> {
  await workosGrants().userManagement.revokeSession({ sessionId }).catch((error: unknown) => {
    log.warn('the WorkOS session could not be revoked', { error })
  })
}
