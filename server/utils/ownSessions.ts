import type { Session } from '@workos-inc/node'
import { callWorkos } from './callWorkos'
import { workosReads } from './workos'

/** The sessions of a user that are alive, newest first. @throws AuthError when WorkOS cannot be asked. */
export async function listActiveSessions(userId: string): Promise<Session[]> {
  const sessions = await callWorkos(async () => {
    const pages = await workosReads().userManagement.listSessions(userId, { limit: 100 })
    return await pages.autoPagination()
  })
  return sessions.filter(({ status }) => status === 'active')
}
