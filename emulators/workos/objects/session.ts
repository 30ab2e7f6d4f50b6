import type { AuthenticationMethod } from './authenticationMethod'
import { sessionAuthMethod } from './authenticationMethod'

/** Somebody of the team who looks at the application as this user. */
export interface Impersonator {
  readonly email: string
  readonly reason: string | null
}

export interface Session {
  readonly id: string
  readonly user_id: string
  readonly organization_id: string | null
  readonly method: AuthenticationMethod
  /** SSO only: the connection that vouched for the person. */
  readonly connectionId: string | null
  readonly impersonator: Impersonator | null
  readonly ip_address: string | null
  readonly user_agent: string | null
  readonly revoked: boolean
  readonly expires_at: string
  readonly ended_at: string | null
  readonly created_at: string
  readonly updated_at: string
  /** Milliseconds: when the person proved who they are. Stays the same through every refresh. */
  readonly authenticatedAt: number
  /** Milliseconds; the inactivity limit counts from here. */
  readonly lastUsedAt: number
}

export function presentSession(session: Session, status: SessionStatus) {
  const { method, revoked: _, lastUsedAt: __, authenticatedAt: ___, connectionId: ____, organization_id, impersonator, ...visible } = session
  return {
    object: 'session',
    ...visible,
    auth_method: sessionAuthMethod(method),
    status,
    ...(organization_id !== null && { organization_id }),
    ...(impersonator !== null && { impersonator }),
  }
}

export type SessionStatus = 'active' | 'expired' | 'revoked'

/** Nothing runs when a session runs out, so its status is worked out when somebody asks. */
export function sessionStatus(session: Session, now: number, inactivitySeconds: number | null): SessionStatus {
  if (session.revoked) return 'revoked'
  const idleUntil = inactivitySeconds === null ? Infinity : session.lastUsedAt + inactivitySeconds * 1000
  return now >= Math.min(Date.parse(session.expires_at), idleUntil) ? 'expired' : 'active'
}
