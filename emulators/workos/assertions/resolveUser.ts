import { findOrSignUp } from '../actions/findOrSignUp'
import { requireUser } from '../actions/requireUser'
import { verifyEmail } from '../actions/verifyEmail'
import type { Emulator } from '../emulator'
import type { User } from '../objects/user'
import type { ClientDetails } from '../signIn/beginSignIn'
import { isDemanded } from '../signIn/isDemanded'
import type { NewIdentity } from '../signIn/signIn'

interface Resolved {
  readonly user: User
  /** To be linked once the address is proved; null for an account that is linked already. */
  readonly newIdentity: NewIdentity | null
}

/** A linked account stays the same user even when either address changes; a new one belongs to whoever has its address. */
export function resolveUser(email: string, account: NewIdentity, client: ClientDetails, emulator: Emulator): Resolved {
  const { store } = emulator
  const linked = store.identities.find(row => row.source === account.source && row.idp_id === account.idp_id)
  if (linked) return { user: requireUser(linked.user_id, emulator), newIdentity: null }
  // Some people prove their address to WorkOS itself, whoever else vouches for it.
  const believed = account.emailVerified && !isDemanded('email_verification_required', email, store)
  const user = findOrSignUp({ email, email_verified: believed }, client.invitation_token, emulator)
  if (!believed) return { user, newIdentity: { ...account, emailVerified: account.emailVerified && user.email_verified } }
  return { user: verifyEmail(user, emulator), newIdentity: account }
}
