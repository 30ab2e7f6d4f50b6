import type { Emulator } from '../emulator'
import { oauthError } from '../http/apiError'
import type { AssertionBy } from '../objects/authorizationCode'
import { idpAccountId } from '../objects/identity'
import { isOwnDomain, isProfileAllowed } from '../objects/ssoProfile'
import { requireMethodEnabled } from '../policies/methodEnabled'
import { reportSso } from '../signIn/authenticationEvents'
import { type ClientDetails, beginSignIn } from '../signIn/beginSignIn'
import type { SignIn } from '../signIn/signIn'
import { reportingRefusals } from './reportingRefusals'
import { resolveUser } from './resolveUser'

/** Checked again when the code comes back: the connection and its domains may have changed since. */
export function byConnection({ connectionId, email }: AssertionBy<'connection'>, client: ClientDetails, emulator: Emulator): SignIn {
  const { store } = emulator
  const connection = store.connections.get(connectionId)
  if (connection?.state !== 'active') throw oauthError('invalid_connection', 'The connection is not active.')
  const emailVerified = isOwnDomain(connection, email, store)
  const account = { source: connectionId, type: 'SSO', idp_id: idpAccountId(connectionId, email), emailVerified } as const
  return reportingRefusals(error => reportSso({ status: 'failed', error }, connection, { id: null, email }, client, emulator), () => {
    requireMethodEnabled('SSO', emulator)
    if (!isProfileAllowed(connection, email, store)) {
      throw oauthError('invalid_profile', 'The domain of this address does not belong to the organization of the connection.')
    }
    const { user, newIdentity } = resolveUser(email, account, client, emulator)
    reportSso({ status: 'succeeded' }, connection, user, client, emulator)
    return { ...beginSignIn(user.id, 'SSO', client, emulator), newIdentity, connectionId }
  })
}
