import type { Emulator } from '../emulator'
import { type Session, type SessionStatus, presentSession, sessionStatus } from '../objects/session'

export function currentStatus(session: Session, { clock, settings }: Emulator): SessionStatus {
  return sessionStatus(session, clock.now(), settings.current().sessionInactivitySeconds)
}

export const showSession = (session: Session, emulator: Emulator) =>
  presentSession(session, currentStatus(session, emulator))
