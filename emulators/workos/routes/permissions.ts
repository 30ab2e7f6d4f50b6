import { type H3Event, setResponseStatus } from 'h3'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { codedError, notFound } from '../http/apiError'
import { readInput } from '../http/input'
import { mapPage, paginate } from '../http/page'
import { pathParam } from '../http/param'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'
import { type Permission, presentPermission } from '../objects/permission'

const fields = z.object({ name: z.string().min(1), description: z.string().nullish() })
const newPermission = fields.extend({ slug: z.string().min(1), resource_type_slug: z.string().optional() })

export const permissionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/authorization/permissions',
    summary: 'Lists permissions',
    access: 'key',
    handle: (event, { store }) => mapPage(paginate(store.permissions.all(), readQuery(event)), presentPermission),
  },
  {
    method: 'POST',
    path: '/authorization/permissions',
    summary: 'Creates a permission',
    access: 'key',
    handle: async (event, emulator) => {
      const permission = createPermission(await readInput(event, newPermission), emulator)
      setResponseStatus(event, 201)
      return presentPermission(permission)
    },
  },
  {
    method: 'GET',
    path: '/authorization/permissions/:slug',
    summary: 'Reads a permission',
    access: 'key',
    handle: (event, emulator) => presentPermission(requirePermission(event, emulator)),
  },
  {
    method: 'PATCH',
    path: '/authorization/permissions/:slug',
    summary: 'Renames a permission',
    access: 'key',
    handle: async (event, emulator) => {
      const { store, clock, events } = emulator
      const change = await readInput(event, fields.partial())
      const changed = store.permissions.update(requirePermission(event, emulator).id, { ...change, updated_at: clock.iso() })
      events.emit('permission.updated', presentPermission(changed))
      return presentPermission(changed)
    },
  },
  {
    method: 'DELETE',
    path: '/authorization/permissions/:slug',
    summary: 'Deletes a permission and takes it from every role',
    access: 'key',
    handle: (event, emulator) => {
      const { store, events } = emulator
      const permission = requirePermission(event, emulator)
      store.permissions.delete(permission.id)
      for (const { id, permissions } of store.roles.all()) {
        store.roles.update(id, { permissions: permissions.filter(slug => slug !== permission.slug) })
      }
      events.emit('permission.deleted', presentPermission(permission))
      setResponseStatus(event, 204)
      return null
    },
  },
]

function requirePermission(event: H3Event, { store }: Emulator): Permission {
  const slug = pathParam(event, 'slug')
  const permission = store.permissions.find(row => row.slug === slug)
  if (!permission) throw notFound('Permission', slug)
  return permission
}

function createPermission(input: z.infer<typeof newPermission>, { store, clock, newId, events }: Emulator): Permission {
  if (store.permissions.find(({ slug }) => slug === input.slug)) {
    throw codedError(409, 'permission_slug_conflict', `A permission '${input.slug}' already exists.`)
  }
  const { description = null, resource_type_slug = 'organization', ...rest } = input
  const permission = store.permissions.insert({
    id: newId('perm'),
    ...rest,
    description,
    resource_type_slug,
    system: false,
    created_at: clock.iso(),
    updated_at: clock.iso(),
  })
  events.emit('permission.created', presentPermission(permission))
  return permission
}
