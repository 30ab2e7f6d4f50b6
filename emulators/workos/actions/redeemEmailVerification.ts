import type { Emulator } from '../emulator'
import { type CodeProblem, codeProblem } from '../objects/oneTimeCode'

/** Only the newest code of a person counts. @returns what is wrong with the code, or null when it was spent. */
export function redeemEmailVerification(userId: string, code: string, { store, clock }: Emulator): CodeProblem | null {
  const newest = store.emailVerifications.newest(row => row.user_id === userId)
  if (!newest) return 'incorrect'
  const problem = codeProblem(newest, code, clock.now())
  const change = problem ? { attempts: newest.attempts + 1 } : { usedAt: clock.iso() }
  store.emailVerifications.update(newest.id, change)
  return problem
}
