import { z } from 'zod'
import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import { roleIn } from './roleIn'

export const rolesInput = z.object({
  role_slug: z.string().optional(),
  role_slugs: z.array(z.string()).min(1).optional(),
})

/** @returns the slugs that were asked for, or null when the request names none. */
export function requireRoles(organizationId: string, input: z.infer<typeof rolesInput>, { store, settings }: Emulator): readonly string[] | null {
  const slugs = input.role_slugs ?? (input.role_slug === undefined ? null : [input.role_slug])
  if (slugs && slugs.length > 1 && !settings.current().multipleRoles) {
    throw codedError(400, 'multiple_roles_not_enabled', 'Multiple roles are not enabled for this environment.')
  }
  const unknown = slugs?.find(slug => !roleIn(organizationId, slug, store))
  if (unknown !== undefined) throw codedError(400, 'invalid_role', `The role '${unknown}' does not exist.`)
  return slugs
}
