import type { Emulator } from '../emulator'
import type { Assertion } from '../objects/authorizationCode'
import type { AuthorizationRequest } from '../objects/authorizationRequest'
import { randomToken } from '../state/ids'
import { codeUrl } from './callbackUrl'

const LIFETIME_MS = 10 * 60_000

type Bound = Pick<AuthorizationRequest, 'redirectUri' | 'state' | 'codeChallenge' | 'invitationToken'>

/** @returns where the browser takes the code. */
export function issueCode(assertion: Assertion, bound: Bound, { store, clock }: Emulator): string {
  const { redirectUri, codeChallenge, invitationToken } = bound
  const issuedAt = clock.now()
  const { id } = store.authorizationCodes.insert({
    id: randomToken(), assertion, redirectUri, codeChallenge, invitationToken, issuedAt, expiresAt: issuedAt + LIFETIME_MS, used: false,
  })
  return codeUrl(bound, id)
}
