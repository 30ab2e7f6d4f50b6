import type { Emulator } from '../emulator'
import type { Invitation } from '../objects/invitation'
import { sameEmail } from '../objects/user'
import { createUser } from './createUser'
import { joinByInvitation } from './joinByInvitation'
import { spendInvitation } from './spendInvitation'

/** Without a sign-in: whoever has the address becomes a user and a member. */
export function acceptInvitation(invitation: Invitation, emulator: Emulator): Invitation {
  const { email } = invitation
  const user = emulator.store.users.find(row => sameEmail(row.email, email)) ?? createUser({ email }, emulator)
  joinByInvitation(invitation, user.id, emulator)?.tell()
  return spendInvitation(invitation, user.id, emulator)
}
