import type { Emulator } from '../emulator'
import type { User } from '../objects/user'
import { presentUser } from '../objects/user'

type NewUser = Pick<User, 'email'> & Partial<User>

export function createUser(input: NewUser, { store, clock, newId, events }: Emulator): User {
  const now = clock.iso()
  const user = store.users.insert({
    id: newId('user'),
    email_verified: false,
    first_name: null,
    last_name: null,
    profile_picture_url: null,
    external_id: null,
    metadata: {},
    last_sign_in_at: null,
    locale: null,
    created_at: now,
    updated_at: now,
    ...input,
  })
  events.emit('user.created', presentUser(user))
  return user
}
