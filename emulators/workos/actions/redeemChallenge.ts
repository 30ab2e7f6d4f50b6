import type { Emulator } from '../emulator'
import { stepOfCode } from '../mfa/authenticator'
import type { AuthenticationChallenge } from '../objects/authenticationChallenge'
import type { Factor } from '../objects/factor'
import { type CodeProblem, MAX_CODE_ATTEMPTS } from '../objects/oneTimeCode'

/**
 * A right code spends the challenge, and the first one confirms the factor.
 * @returns what is wrong with the code, or null when it was accepted.
 */
export function redeemChallenge(challenge: AuthenticationChallenge, factor: Factor, code: string, emulator: Emulator): CodeProblem | null {
  const { store, clock } = emulator
  if (challenge.usedAt) return 'previously_used'
  if (challenge.attempts >= MAX_CODE_ATTEMPTS) return 'too_many_attempts'
  const now = clock.iso()
  const step = stepOfCode(factor, code, clock.now())
  const problem = step === null ? 'incorrect' : isReplay(step, factor) ? 'previously_used' : null
  if (problem) {
    store.authenticationChallenges.update(challenge.id, { attempts: challenge.attempts + 1, updated_at: now })
    return problem
  }
  store.authenticationChallenges.update(challenge.id, { usedAt: now, updated_at: now })
  store.factors.update(factor.id, { confirmed: true, lastStep: step, updated_at: now })
  return null
}

/** Whoever looks over a shoulder cannot use the code again while it is still shown (RFC 6238 section 5.2). */
const isReplay = (step: number, { lastStep }: Factor): boolean => lastStep !== null && step <= lastStep
