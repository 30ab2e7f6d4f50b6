import type { Doc } from '../_generated/dataModel'
import type { QueryCtx } from '../_generated/server'

/** More roles than anybody has use for. */
const MAX_ROLES = 200

/** The roles that members of an organization can have: its own, and those of the environment that none of its own hides. */
export async function readRoles({ db }: Pick<QueryCtx, 'db'>, organizationId: string): Promise<Doc<'roles'>[]> {
  const ofOwner = (owner: string | null) =>
    db.query('roles').withIndex('by_organization_and_slug', q => q.eq('workosOrganizationId', owner)).take(MAX_ROLES)
  const [own, common] = await Promise.all([ofOwner(organizationId), ofOwner(null)])
  return [...common.filter(({ slug }) => !own.some(role => role.slug === slug)), ...own]
}

/** A role that is not stored (yet) goes by its slug. */
export function nameRole(roles: Doc<'roles'>[], slug: string): { slug: string, name: string } {
  return { slug, name: roles.find(role => role.slug === slug)?.name ?? slug }
}
