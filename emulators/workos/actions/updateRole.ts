import type { Emulator } from '../emulator'
import { notFound } from '../http/apiError'
import { type Role, presentRoleInEvent } from '../objects/role'
import { roleEvent } from './createRole'

/** Sessions see new permissions in their next token. */
export function updateRole(role: Role, change: Partial<Role>, { store, clock, events }: Emulator): Role {
  const unknown = change.permissions?.find(slug => !store.permissions.find(permission => permission.slug === slug))
  if (unknown !== undefined) throw notFound('Permission', unknown)
  const changed = store.roles.update(role.id, { ...change, updated_at: clock.iso() })
  events.emit(roleEvent(changed, 'updated'), presentRoleInEvent(changed))
  return changed
}
