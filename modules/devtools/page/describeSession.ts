import type { SessionView } from '../../../common/session'
import type { AuthEvent } from '../report'

type Session = SessionView | null | undefined
type Change = Omit<AuthEvent, 'at'>

/** What has become of a session, or null when nothing has that somebody would notice. */
export function describeSession(before: Session, now: Session): Change | null {
  if (now === undefined) return null
  if (!before) return now ? event(`Signed in as ${now.user.email}`, `${inOrganization(now)}, session ${now.sessionId}`, 'good') : before === null ? null : event('Nobody is signed in')
  if (!now) return event('Signed out', `${before.user.email}, session ${before.sessionId}`)
  if (before.user.id !== now.user.id) return event(`${now.user.email} is signed in instead of ${before.user.email}`, inOrganization(now), 'good')
  if (before.organizationId !== now.organizationId) return event('Switched organization', `${organization(before)} → ${organization(now)}`)
  if (before.sessionId !== now.sessionId) return event(`${now.user.email} signed in again`, `session ${now.sessionId}`, 'good')
  if (before.role !== now.role) return event('The role has changed', `${before.role ?? 'none'} → ${now.role ?? 'none'}`)
  const gained = now.permissions.filter(permission => !before.permissions.includes(permission))
  const lost = before.permissions.filter(permission => !now.permissions.includes(permission))
  if (gained.length + lost.length === 0) return null
  return event('The permissions have changed', [...gained.map(permission => `+ ${permission}`), ...lost.map(permission => `− ${permission}`)].join(', '))
}

function event(title: string, detail?: string, tone?: Change['tone']): Change {
  return { subject: 'session', title, detail, tone }
}

function inOrganization(session: SessionView): string {
  return session.organizationId ? `in ${session.organizationId} as ${session.role ?? 'nobody in particular'}` : 'in no organization'
}

function organization(session: SessionView): string {
  return session.organizationId ?? 'none'
}
