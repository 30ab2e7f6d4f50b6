import type { Emulator } from '../emulator'
import { oauthError } from '../http/apiError'
import type { RefreshToken } from '../objects/refreshToken'
import { randomToken } from '../state/ids'

export function issueRefreshToken(sessionId: string, { store }: Emulator): string {
  return store.refreshTokens.insert({ id: randomToken(), sessionId, exchange: null }).id
}

/**
 * A refresh token is exchanged once. Whoever repeats the exchange within the grace period, or at the same moment, gets
 * the very same answer: a client that lost the response is not signed out (WorkOS docs: sessions, refresh resilience).
 */
export function exchangeOnce(token: RefreshToken, exchange: () => Promise<object>, emulator: Emulator): Promise<unknown> {
  if (token.exchange) return repeatExchange(token.exchange, emulator)
  const { store, clock } = emulator
  const answer = exchange()
  store.refreshTokens.insert({ ...token, exchange: { at: clock.now(), answer } })
  // A refused exchange (policy, token too big) does not spend the token.
  answer.catch(() => store.refreshTokens.insert({ ...token, exchange: null }))
  return answer
}

function repeatExchange({ at, answer }: NonNullable<RefreshToken['exchange']>, { clock, settings }: Emulator): Promise<unknown> {
  const age = clock.now() - at
  if (age < settings.current().refreshGraceSeconds * 1000) return answer
  throw oauthError('invalid_grant', 'Refresh token already exchanged.')
}
