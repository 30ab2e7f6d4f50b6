/**
 * Every permission that the application checks, by the slug it has in WorkOS (dashboard, Roles and
 * permissions). Page guards, Nitro routes and Convex functions all take their types from this list.
 */
export const PERMISSIONS = ['tasks:write', 'members:manage'] as const

export type Permission = typeof PERMISSIONS[number]

/** A token may also carry permissions of other applications of the same WorkOS environment. */
export function isPermission(value: unknown): value is Permission {
  return (PERMISSIONS as readonly unknown[]).includes(value)
}
