import type { Emulator } from '../emulator'
import type { Session } from '../objects/session'
import { type User, presentUser } from '../objects/user'
import { requireUser } from '../actions/requireUser'
import { spendInvitation } from '../actions/spendInvitation'
import { policies } from '../policies/table'
import { newSession, storeSession } from '../sessions/openSession'
import { issueRefreshToken } from '../sessions/refreshTokens'
import { mintAccessToken } from '../tokens/accessToken'
import { asInvitedMember } from './asInvitedMember'
import { invitationOf } from './invitationOf'
import { providerTokens } from './providerTokens'
import type { SignIn } from './signIn'

/** Runs every policy, then opens the session. The token is minted first: a token that is too big leaves nothing behind. */
export async function completeSignIn(signIn: SignIn, emulator: Emulator): Promise<object> {
  const settled = policies.reduce((known, policy) => policy(known, emulator), signIn)
  const session = newSession(settled, emulator)
  const accessToken = await asInvitedMember(settled, emulator, () => mintAccessToken(session, emulator))
  const user = recordSignIn(session, emulator)
  storeSession(session, emulator)
  const invitation = invitationOf(settled, emulator)
  if (invitation) spendInvitation(invitation, user.id, emulator)
  return {
    user: presentUser(user),
    ...(session.organization_id !== null && { organization_id: session.organization_id }),
    access_token: accessToken,
    refresh_token: issueRefreshToken(session.id, emulator),
    authentication_method: session.method,
    ...(session.impersonator && { impersonator: session.impersonator }),
    ...providerTokens(settled, emulator),
  }
}

/** Being impersonated is not a sign-in of the user. */
function recordSignIn({ user_id, impersonator }: Session, emulator: Emulator): User {
  const user = requireUser(user_id, emulator)
  return impersonator ? user : emulator.store.users.update(user.id, { last_sign_in_at: emulator.clock.iso() })
}
