/** What the claims of WorkOS's access tokens are there for (RFC 7519, 4.1; WorkOS, Sessions). */
const MEANINGS: Record<string, string> = {
  iss: 'issuer: Convex expects it in auth.config.ts',
  aud: 'audience: Convex may expect it in auth.config.ts',
  client_id: 'WorkOS client',
  sub: 'user',
  sid: 'session',
  jti: 'this token',
  iat: 'issued',
  nbf: 'not before',
  exp: 'expires',
  auth_time: 'signed in',
  org_id: 'organization',
  role: 'role there',
  roles: 'roles there',
  permissions: 'what the roles allow',
  entitlements: 'what the plan allows',
  feature_flags: 'feature flags',
  act: 'who acts as this user',
}

/** Claims that are times, in seconds since the epoch (RFC 7519, 2: NumericDate). */
const TIMES = new Set(['iat', 'nbf', 'exp', 'auth_time'])

export interface ClaimView {
  name: string
  value: string
  meaning?: string
}

/** A claim as a person reads it. */
export function describeClaim(name: string, value: unknown): ClaimView {
  return { name, value: describeValue(name, value), meaning: MEANINGS[name] }
}

function describeValue(name: string, value: unknown): string {
  if (typeof value === 'number' && TIMES.has(name)) return `${value} · ${new Date(value * 1000).toLocaleTimeString('en-GB')}`
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value.length > 0 ? value.join(', ') : 'none'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
