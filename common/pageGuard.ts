import type { Permission } from './permissions'
import type { SessionView } from './session'

/**
 * Whom a page is for, as its `auth` says: signed-in people (`true`), of these only those who act in
 * an organization, or who hold a permission there; or only visitors (`'guest'`).
 */
export type PageAuth = boolean | 'guest' | { organization?: true, permission?: Permission }

/** What somebody lacks who may not see a page. */
export type Missing = { missing: 'session' } | { missing: 'organization' } | { missing: 'permission', permission: Permission }

/** Whether a page is for people who are signed in. */
export function needsSession(auth: PageAuth | undefined): auth is true | Exclude<PageAuth, boolean | 'guest'> {
  return auth === true || typeof auth === 'object'
}

/** What the visitor lacks for a page; null for those it is for. A permission is always one in an organization. */
export function missingFor(auth: PageAuth | undefined, session: SessionView | null): Missing | null {
  if (!needsSession(auth)) return null
  if (!session) return { missing: 'session' }
  if (auth === true) return null
  const { organization, permission } = auth
  if ((organization || permission) && session.organizationId === null) return { missing: 'organization' }
  if (permission && !session.permissions.includes(permission)) return { missing: 'permission', permission }
  return null
}
