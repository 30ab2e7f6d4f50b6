import type { Auth, UserIdentity } from 'convex/server'
import { isPermission, type Permission } from '../../common/permissions'
import { appError } from './errors'

/** What the access token says. Convex hands on its claims under their own names, and keeps `iat` and `exp` to itself. */
export interface Claims {
  workosUserId: string
  /** Null when a JWT template took `sid` away. */
  sessionId: string | null
  /** The organization the session acts in. */
  organizationId: string | null
  /** A slug. Null without an organization, as are permissions. */
  role: string | null
  permissions: Permission[]
  /** When the person last proved who they are, in ms: not later than the token was issued. */
  authenticatedAt: number | null
}

/** @throws ConvexError `unauthenticated` when the caller sent no valid access token. */
export async function requireClaims(ctx: { auth: Auth }): Promise<Claims> {
  const identity = await ctx.auth.getUserIdentity()
  if (!identity) throw appError('unauthenticated', 'Sign in to do this.')
  return readClaims(identity)
}

/** `tokenIdentifier` is no key for a person: it contains the issuer, and changes with it. */
function readClaims({ subject, sid, org_id, role, permissions, auth_time }: UserIdentity): Claims {
  return {
    workosUserId: subject,
    sessionId: textOf(sid),
    organizationId: textOf(org_id),
    role: textOf(role),
    permissions: Array.isArray(permissions) ? permissions.filter(isPermission) : [],
    authenticatedAt: typeof auth_time === 'number' ? auth_time * 1000 : null,
  }
}

function textOf(claim: UserIdentity[string]): string | null {
  return typeof claim === 'string' && claim ? claim : null
}
