import type { Emulator } from '../emulator'
import { type Session, presentSession } from '../objects/session'
import type { SignIn } from '../signIn/signIn'

/** WorkOS docs: impersonation. */
const IMPERSONATION_SECONDS = 60 * 60

export function newSession(signIn: SignIn, { clock, newId, settings }: Emulator): Session {
  const { sessionMaxSeconds } = settings.current()
  const lifetime = signIn.impersonator ? Math.min(IMPERSONATION_SECONDS, sessionMaxSeconds) : sessionMaxSeconds
  return {
    id: newId('session'),
    user_id: signIn.userId,
    organization_id: signIn.organizationId,
    method: signIn.method,
    connectionId: signIn.connectionId,
    impersonator: signIn.impersonator,
    ip_address: signIn.ipAddress,
    user_agent: signIn.userAgent,
    authenticatedAt: signIn.startedAt,
    revoked: false,
    expires_at: clock.iso(lifetime * 1000),
    ended_at: null,
    created_at: clock.iso(),
    updated_at: clock.iso(),
    lastUsedAt: clock.now(),
  }
}

export function storeSession(session: Session, { store, events }: Emulator): void {
  store.sessions.insert(session)
  events.emit('session.created', presentSession(session, 'active'))
}
