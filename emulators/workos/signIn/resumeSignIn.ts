import type { Session } from '../objects/session'
import type { SignIn } from './signIn'

/** What is known of whoever holds a session, for a step that it did not need when it began. */
export const resumeSignIn = (session: Session): SignIn => ({
  userId: session.user_id,
  method: session.method,
  startedAt: session.authenticatedAt,
  ipAddress: session.ip_address,
  userAgent: session.user_agent,
  secondFactorPassed: false,
  radarPassed: true,
  invitationToken: null,
  newIdentity: null,
  connectionId: session.connectionId,
  scopes: [],
  impersonator: session.impersonator,
  organizationId: session.organization_id,
})
