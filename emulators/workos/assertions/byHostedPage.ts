import { findOrSignUp } from '../actions/findOrSignUp'
import { verifyEmail } from '../actions/verifyEmail'
import type { Emulator } from '../emulator'
import type { AssertionBy } from '../objects/authorizationCode'
import { requireMethodEnabled } from '../policies/methodEnabled'
import { reportSuccess } from '../signIn/authenticationEvents'
import { type ClientDetails, beginSignIn } from '../signIn/beginSignIn'
import { isDemanded } from '../signIn/isDemanded'
import type { SignIn } from '../signIn/signIn'

/** The hosted page would have mailed a code; the emulated one takes that step for done. */
export function byHostedPage({ email, organizationId }: AssertionBy<'hosted'>, client: ClientDetails, emulator: Emulator): SignIn {
  requireMethodEnabled('MagicAuth', emulator)
  const user = findOrSignUp({ email }, client.invitation_token, emulator)
  if (!isDemanded('email_verification_required', user.email, emulator.store)) verifyEmail(user, emulator)
  reportSuccess('magic_auth', user, client, emulator)
  return { ...beginSignIn(user.id, 'MagicAuth', client, emulator), organizationId }
}
