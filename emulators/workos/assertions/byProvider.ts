import type { Emulator } from '../emulator'
import type { AssertionBy } from '../objects/authorizationCode'
import { idpAccountId } from '../objects/identity'
import { requireMethodEnabled } from '../policies/methodEnabled'
import { reportFailure, reportSuccess } from '../signIn/authenticationEvents'
import { type ClientDetails, beginSignIn } from '../signIn/beginSignIn'
import type { SignIn } from '../signIn/signIn'
import { reportingRefusals } from './reportingRefusals'
import { resolveUser } from './resolveUser'

export function byProvider(assertion: AssertionBy<'provider'>, client: ClientDetails, emulator: Emulator): SignIn {
  const { provider, email, scopes } = assertion
  const emailVerified = assertion.emailVerified && !emulator.settings.current().untrustedProviders.includes(provider)
  const account = { source: provider, type: 'OAuth', idp_id: idpAccountId(provider, email), emailVerified } as const
  return reportingRefusals(refusal => reportFailure('oauth', { id: null, email }, client, refusal, emulator), () => {
    requireMethodEnabled(provider, emulator)
    const { user, newIdentity } = resolveUser(email, account, client, emulator)
    reportSuccess('oauth', user, client, emulator)
    return { ...beginSignIn(user.id, provider, client, emulator), newIdentity, scopes }
  })
}
