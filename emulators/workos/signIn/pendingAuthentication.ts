import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import { randomToken } from '../state/ids'
import type { SignIn } from './signIn'

const LIFETIME_MS = 10 * 60_000

/** Each step-up issues a new token. */
export function issuePendingToken(signIn: SignIn, { store, clock }: Emulator): string {
  const id = randomToken()
  store.pendingAuthentications.insert({ id, signIn, expiresAt: clock.now() + LIFETIME_MS })
  return id
}

export function requirePending(token: string, { store, clock }: Emulator): SignIn {
  const pending = store.pendingAuthentications.get(token)
  if (!pending || pending.expiresAt <= clock.now()) throw invalidToken()
  return pending.signIn
}

/** Called once the step has succeeded: a wrong code does not burn the token, a right one does. */
export function spendPendingToken(token: string, { store }: Emulator): void {
  store.pendingAuthentications.delete(token)
}

const invalidToken = () =>
  codedError(400, 'invalid_pending_authentication_token', 'The pending authentication token is invalid or has expired.')
