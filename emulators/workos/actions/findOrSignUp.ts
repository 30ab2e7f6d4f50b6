import type { Emulator } from '../emulator'
import { oauthError } from '../http/apiError'
import { type User, sameEmail } from '../objects/user'
import { createUser } from './createUser'
import { requireInvitation } from './requireInvitation'

type NewUser = Pick<User, 'email'> & Partial<Pick<User, 'email_verified'>>

/** One user per address, whichever way they come. Who was invited may sign up even where nobody else may. */
export function findOrSignUp(input: NewUser, invitationToken: string | undefined, emulator: Emulator): User {
  const known = emulator.store.users.find(user => sameEmail(user.email, input.email))
  if (known) return known
  if (!emulator.settings.current().signUpAllowed) {
    if (!invitationToken) throw oauthError('sign_up_not_allowed', 'Sign-up is not enabled for this environment.')
    requireInvitation(invitationToken, input.email, emulator)
  }
  return createUser(input, emulator)
}
