import type { Emulator } from '../emulator'
import { oauthError } from '../http/apiError'
import { type User, sameEmail } from '../objects/user'
import { createUser } from './createUser'

type NewUser = Pick<User, 'email'> & Partial<Pick<User, 'email_verified'>>

/** One user per address, whichever way they come. */
export function findOrSignUp(input: NewUser, emulator: Emulator): User {
  const known = emulator.store.users.find(user => sameEmail(user.email, input.email))
  if (known) return known
  if (emulator.settings.current().signUpAllowed) return createUser(input, emulator)
  throw oauthError('sign_up_not_allowed', 'Sign-up is not enabled for this environment.')
}
