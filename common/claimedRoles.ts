/** The slugs of the roles that a token names. WorkOS adds `roles` where members may have several. */
export function claimedRoles({ role, roles }: { role?: string | null, roles?: readonly string[] | null }): readonly string[] {
  if (roles?.length) return roles
  return role ? [role] : []
}
