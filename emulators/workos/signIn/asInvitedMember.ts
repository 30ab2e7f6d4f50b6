import { joinByInvitation } from '../actions/joinByInvitation'
import type { Emulator } from '../emulator'
import { invitationOf } from './invitationOf'
import type { SignIn } from './signIn'

/**
 * Whoever was invited is a member while the token is made, because it carries the role. When that fails, or somebody
 * else has used the invitation meanwhile, it was never so.
 */
export async function asInvitedMember<Result>(signIn: SignIn, emulator: Emulator, work: () => Promise<Result>): Promise<Result> {
  const invitation = invitationOf(signIn, emulator)
  const joining = invitation && joinByInvitation(invitation, signIn.userId, emulator)
  try {
    const result = await work()
    invitationOf(signIn, emulator)
    joining?.tell()
    return result
  }
  catch (error) {
    joining?.undo()
    throw error
  }
}
