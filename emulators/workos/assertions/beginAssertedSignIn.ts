import type { Emulator } from '../emulator'
import type { Assertion } from '../objects/authorizationCode'
import type { ClientDetails } from '../signIn/beginSignIn'
import type { SignIn } from '../signIn/signIn'
import { byConnection } from './byConnection'
import { byDashboard } from './byDashboard'
import { byHostedPage } from './byHostedPage'
import { byProvider } from './byProvider'

/** Turns what was vouched for into a sign-in of a user, who is created if need be. */
export function beginAssertedSignIn(assertion: Assertion, client: ClientDetails, emulator: Emulator): SignIn {
  switch (assertion.by) {
    case 'provider': return byProvider(assertion, client, emulator)
    case 'connection': return byConnection(assertion, client, emulator)
    case 'hosted': return byHostedPage(assertion, client, emulator)
    case 'dashboard': return byDashboard(assertion, client, emulator)
  }
}
