import { convexTest } from 'convex-test'
import type { Permission } from '../../../../common/permissions'
import schema from '../../../../convex/schema'

/** The functions as they are, on an empty database in this process. @param probes functions of a test, as the module `probes`. */
export function startFunctions(probes: Record<string, unknown> = {}) {
  return convexTest({
    schema,
    modules: { ...import.meta.glob('../../../../convex/**/*.{ts,js}'), '../../../../convex/probes.ts': () => Promise.resolve(probes) },
  })
}

export type Functions = ReturnType<typeof startFunctions>

/** What a test puts into an access token. */
export interface TokenClaims {
  user: string
  session?: string
  organization?: string
  role?: string
  permissions?: Permission[]
  /** When the person signed in, in ms. */
  authenticatedAt?: number
  /** When the token was issued, in ms. Convex does not show it to functions as part of the identity. */
  issuedAt?: number
}

/** Calls functions with a token whose claims have the names and forms of WorkOS's. */
export function as(functions: Functions, { user, session = `session_of_${user}`, organization, role, permissions = [], authenticatedAt = 0, issuedAt }: TokenClaims) {
  return functions.withIdentity({
    issuer: 'https://api.workos.com/user_management/client_test',
    subject: user,
    sid: session,
    auth_time: Math.floor(authenticatedAt / 1000),
    ...(issuedAt !== undefined && { iat: Math.floor(issuedAt / 1000) }),
    ...(organization !== undefined && { org_id: organization, role: role ?? 'member', permissions }),
  })
}
