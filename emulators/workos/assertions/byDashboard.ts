import { requireUser } from '../actions/requireUser'
import type { Emulator } from '../emulator'
import type { AssertionBy } from '../objects/authorizationCode'
import { type ClientDetails, beginSignIn } from '../signIn/beginSignIn'
import type { SignIn } from '../signIn/signIn'

/** The team is signed in at the dashboard, so nothing is asked of the user. */
export function byDashboard({ userId, organizationId, impersonator }: AssertionBy<'dashboard'>, client: ClientDetails, emulator: Emulator): SignIn {
  const { id } = requireUser(userId, emulator)
  return { ...beginSignIn(id, 'Impersonation', client, emulator), organizationId, impersonator }
}
