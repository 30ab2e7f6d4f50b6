import type { Emulator } from '../emulator'
import { type Session, presentSession } from '../objects/session'

/** Ending a session twice is not an error and tells the world once. */
export function endSession(session: Session, { store, clock, events }: Emulator): Session {
  if (session.revoked) return session
  const now = clock.iso()
  const ended = store.sessions.update(session.id, { revoked: true, ended_at: now, updated_at: now })
  events.emit('session.revoked', presentSession(ended, 'revoked'))
  return ended
}
