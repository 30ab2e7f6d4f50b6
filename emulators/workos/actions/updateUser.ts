import type { Emulator } from '../emulator'
import type { User } from '../objects/user'
import { presentUser } from '../objects/user'

export function updateUser(id: string, change: Partial<User>, { store, clock, events }: Emulator): User {
  const user = store.users.update(id, { ...change, updated_at: clock.iso() })
  events.emit('user.updated', presentUser(user))
  return user
}
