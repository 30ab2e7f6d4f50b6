import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import { type Role, presentRoleInEvent } from '../objects/role'

interface NewRole {
  readonly slug: string
  readonly name: string
  readonly description?: string | null | undefined
  readonly resource_type_slug?: string | undefined
}

/** @param organizationId null for a role of the environment. */
export function createRole(organizationId: string | null, input: NewRole, emulator: Emulator): Role {
  const { store, clock, newId, events } = emulator
  if (visibleRoles(organizationId, emulator).some(({ slug }) => slug === input.slug)) {
    throw codedError(409, 'role_slug_conflict', `A role '${input.slug}' already exists.`)
  }
  const { description = null, resource_type_slug = 'organization', ...fields } = input
  const role = store.roles.insert({
    id: newId('role'),
    ...fields,
    description,
    resource_type_slug,
    permissions: [],
    organization_id: organizationId,
    created_at: clock.iso(),
    updated_at: clock.iso(),
  })
  events.emit(roleEvent(role, 'created'), presentRoleInEvent(role))
  return role
}

/** An organization sees its own roles and those of the environment. */
export const visibleRoles = (organizationId: string | null, { store }: Emulator): Role[] =>
  store.roles.filter(role => role.organization_id === null || role.organization_id === organizationId)

export const roleEvent = (role: Role, what: 'created' | 'updated' | 'deleted') =>
  `${role.organization_id === null ? 'role' : 'organization_role'}.${what}`
