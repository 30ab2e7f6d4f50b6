import type { Emulator } from '../emulator'
import { notFound } from '../http/apiError'
import type { AuthenticationChallenge } from '../objects/authenticationChallenge'
import type { Factor } from '../objects/factor'

export function requireFactor(id: string, { store }: Pick<Emulator, 'store'>): Factor {
  const factor = store.factors.get(id)
  if (!factor) throw notFound('Authentication factor', id)
  return factor
}

/** A challenge ends with its factor. */
export function requireChallenge(id: string, emulator: Emulator): { challenge: AuthenticationChallenge, factor: Factor } {
  const challenge = emulator.store.authenticationChallenges.get(id)
  if (!challenge) throw notFound('Authentication challenge', id)
  return { challenge, factor: requireFactor(challenge.authentication_factor_id, emulator) }
}
