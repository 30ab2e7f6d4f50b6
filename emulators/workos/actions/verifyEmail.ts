import type { Emulator } from '../emulator'
import type { User } from '../objects/user'
import { updateUser } from './updateUser'

/** Tells the world only when something changed. */
export function verifyEmail(user: User, emulator: Emulator): User {
  if (user.email_verified) return user
  return updateUser(user.id, { email_verified: true }, emulator)
}
