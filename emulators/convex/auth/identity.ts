import type { JSONValue } from 'convex/values'

/** What `ctx.auth.getUserIdentity()` returns; custom claims stand beside the three fixed ones. */
export type UserAttributes = Record<string, JSONValue> & { tokenIdentifier: string, subject: string, issuer: string }

export type Identity =
  | { kind: 'none' }
  | { kind: 'user', attributes: UserAttributes, token: string, expiresAt: number }
  | { kind: 'admin', actingAs: UserAttributes | null }
  /** A rejected token in an HTTP action: the action runs, and asking who is calling throws. */
  | { kind: 'rejected', message: string }

export const NOBODY: Identity = { kind: 'none' }

export function userAttributes(identity: Identity): UserAttributes | null {
  if (identity.kind === 'user') return identity.attributes
  return identity.kind === 'admin' ? identity.actingAs : null
}

export function isExpired(identity: Identity, now: number): boolean {
  return identity.kind === 'user' && now / 1000 >= identity.expiresAt
}
