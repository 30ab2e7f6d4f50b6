import type { Emulator } from '../emulator'
import { oneTimeCodeError } from '../grants/oneTimeCodeError'
import type { CodeProblem } from '../objects/oneTimeCode'
import { type AuthenticationFactor, type Person, refusalOf, reportFailure } from './authenticationEvents'
import type { ClientDetails } from './beginSignIn'

/** Refuses a code that has a problem, and tells the world of it. */
export function requireRightCode(
  factor: AuthenticationFactor,
  problem: CodeProblem | null,
  person: Person,
  client: ClientDetails,
  emulator: Emulator,
): void {
  if (!problem) return
  const error = oneTimeCodeError(problem)
  reportFailure(factor, person, client, refusalOf(error), emulator)
  throw error
}
