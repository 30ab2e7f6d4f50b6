/** The person as pages see them. */
export interface SessionUser {
  id: string
  email: string
  emailVerified: boolean
  firstName: string | null
  lastName: string | null
  profilePictureUrl: string | null
}

/** What the browser may know of a session. Tokens are not part of it. */
export interface SessionView {
  user: SessionUser
  sessionId: string
  organizationId: string | null
  role: string | null
  roles: string[]
  permissions: string[]
  entitlements: string[]
  featureFlags: string[]
  impersonator: { email: string, reason: string | null } | null
  /** When the access token expires, in ms since the epoch. The session itself lives on through refreshes. */
  expiresAt: number
}

/** A token for Convex, as `POST /api/auth/token` answers it and a page's payload carries it. */
export interface AccessTokenAnswer {
  token: string
  /** In ms since the epoch, by the server's clock. */
  expiresAt: number
  /** How long it was good for when it was sent, in ms: of use to a browser whose clock is wrong. */
  expiresIn: number
}

/** Whose data a page shows: the user and the organization they act in, or '' for a visitor. */
export function identityOf(session: SessionView | null | undefined): string {
  return session ? `${session.user.id} ${session.organizationId ?? ''}` : ''
}
