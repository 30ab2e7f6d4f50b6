import type { User } from '@workos-inc/node'
import type { AccessTokenAnswer, SessionView } from '../../common/session'
import type { AccessTokenClaims } from './accessToken'
import type { StoredSession } from './sessionCookie'

/** A session as the server holds it for one request. The tokens stay on the server. */
export interface AuthSession extends StoredSession {
  claims: AccessTokenClaims
}

/** The part of a WorkOS user that goes into the cookie, which has room for 4096 bytes with the tokens. */
export function toStoredUser({ id, email, emailVerified, firstName, lastName, profilePictureUrl, createdAt, updatedAt }: User) {
  return { object: 'user' as const, id, email, emailVerified, firstName, lastName, profilePictureUrl, createdAt, updatedAt }
}

/** The part of a session that a browser may see. */
export function toSessionView({ user, claims, impersonator }: AuthSession): SessionView {
  return {
    user: {
      id: user.id,
      email: user.email,
      emailVerified: user.emailVerified,
      firstName: user.firstName,
      lastName: user.lastName,
      profilePictureUrl: user.profilePictureUrl,
    },
    sessionId: claims.sid,
    organizationId: claims.org_id ?? null,
    role: claims.role ?? null,
    roles: claims.roles ?? [],
    permissions: claims.permissions ?? [],
    entitlements: claims.entitlements ?? [],
    featureFlags: claims.feature_flags ?? [],
    impersonator: impersonator ?? null,
    expiresAt: claims.exp * 1000,
  }
}

/** The part of a session that Convex's client in the browser needs. Only for answers that are `no-store`. */
export function toAccessTokenAnswer({ accessToken, claims }: AuthSession): AccessTokenAnswer {
  const expiresAt = claims.exp * 1000
  return { token: accessToken, expiresAt, expiresIn: expiresAt - Date.now() }
}
