import { workosGrants } from './workos'

/** Ends a session at WorkOS. Never throws: whoever wanted to leave is not kept by an outage. */
export async function revokeSession(sessionId: string): Promise<void> {
  await workosGrants().userManagement.revokeSession({ sessionId }).catch((error: unknown) => {
    console.warn('[auth] the WorkOS session could not be revoked:', error instanceof Error ? error.message : error)
  })
}
