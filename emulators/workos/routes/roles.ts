import { type H3Event, setResponseStatus } from 'h3'
import { z } from 'zod'
import { createRole, roleEvent, visibleRoles } from '../actions/createRole'
import { requireOrganization } from '../actions/requireOrganization'
import { updateRole } from '../actions/updateRole'
import type { Emulator } from '../emulator'
import { notFound } from '../http/apiError'
import { readInput } from '../http/input'
import { pathParam } from '../http/param'
import type { Route } from '../http/route'
import { type Role, presentRole, presentRoleInEvent } from '../objects/role'

const roleFields = z.object({ name: z.string().min(1), description: z.string().nullish() })
const newRole = roleFields.extend({ slug: z.string().min(1), resource_type_slug: z.string().optional() })

/** The same five calls exist for the whole environment and for one organization. */
export const roleRoutes: readonly Route[] = [
  ...roleCalls('/authorization/roles', 'the environment'),
  ...roleCalls('/authorization/organizations/:organizationId/roles', 'an organization'),
  {
    method: 'DELETE',
    path: '/authorization/organizations/:organizationId/roles/:slug',
    summary: 'Deletes a role of an organization',
    access: 'key',
    handle: (event, emulator) => {
      const role = requireRole(event, emulator)
      emulator.store.roles.delete(role.id)
      emulator.events.emit(roleEvent(role, 'deleted'), presentRoleInEvent(role))
      setResponseStatus(event, 204)
      return null
    },
  },
]

function roleCalls(path: string, where: string): Route[] {
  return [
    {
      method: 'GET',
      path,
      summary: `Lists the roles of ${where}`,
      access: 'key',
      handle: (event, emulator) => ({ object: 'list', data: visibleRoles(owner(event, emulator), emulator).map(presentRole) }),
    },
    {
      method: 'POST',
      path,
      summary: `Creates a role in ${where}`,
      access: 'key',
      handle: async (event, emulator) => {
        const role = createRole(owner(event, emulator), await readInput(event, newRole), emulator)
        setResponseStatus(event, 201)
        return presentRole(role)
      },
    },
    {
      method: 'GET',
      path: `${path}/:slug`,
      summary: `Reads a role of ${where}`,
      access: 'key',
      handle: (event, emulator) => presentRole(requireRole(event, emulator)),
    },
    {
      method: 'PATCH',
      path: `${path}/:slug`,
      summary: `Renames a role of ${where}`,
      access: 'key',
      handle: async (event, emulator) =>
        presentRole(updateRole(requireRole(event, emulator), await readInput(event, roleFields.partial()), emulator)),
    },
    {
      method: 'PUT',
      path: `${path}/:slug/permissions`,
      summary: `Sets the permissions of a role of ${where}`,
      access: 'key',
      handle: async (event, emulator) => {
        const { permissions } = await readInput(event, z.object({ permissions: z.array(z.string()) }))
        return presentRole(updateRole(requireRole(event, emulator), { permissions }, emulator))
      },
    },
  ]
}

/** null for the environment. */
function owner(event: H3Event, emulator: Emulator): string | null {
  const id = pathParam(event, 'organizationId')
  return id ? requireOrganization(id, emulator).id : null
}

function requireRole(event: H3Event, emulator: Emulator): Role {
  const slug = pathParam(event, 'slug')
  const organizationId = owner(event, emulator)
  const role = emulator.store.roles.find(row => row.slug === slug && row.organization_id === organizationId)
  if (!role) throw notFound('Role', slug)
  return role
}
