import type { Emulator } from '../emulator'
import { notFound } from '../http/apiError'
import type { User } from '../objects/user'

export function requireUser(id: string, { store }: Pick<Emulator, 'store'>): User {
  const user = store.users.get(id)
  if (!user) throw notFound('User', id)
  return user
}
