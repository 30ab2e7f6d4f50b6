import type { Emulator } from '../emulator'
import type { AuthenticationChallenge } from '../objects/authenticationChallenge'
import type { Factor } from '../objects/factor'

export function challengeFactor(factor: Factor, { store, clock, newId }: Emulator): AuthenticationChallenge {
  return store.authenticationChallenges.insert({
    id: newId('auth_challenge'),
    authentication_factor_id: factor.id,
    attempts: 0,
    usedAt: null,
    created_at: clock.iso(),
    updated_at: clock.iso(),
  })
}
