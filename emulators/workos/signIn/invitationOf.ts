import { requireInvitation } from '../actions/requireInvitation'
import { requireUser } from '../actions/requireUser'
import type { Emulator } from '../emulator'
import type { Invitation } from '../objects/invitation'
import type { SignIn } from './signIn'

/** @throws when the invitation that the sign-in began with is not good any more. */
export function invitationOf({ invitationToken, userId }: SignIn, emulator: Emulator): Invitation | null {
  return invitationToken === null ? null : requireInvitation(invitationToken, requireUser(userId, emulator).email, emulator)
}
