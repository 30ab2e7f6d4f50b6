import { type CodeProblem, type OneTimeCode, codeProblem } from '../objects/oneTimeCode'
import type { Clock } from '../state/clock'
import type { Collection } from '../state/collection'

/**
 * Spends a right code and counts a wrong one.
 * @param row the code that was sent, or nothing: then every code is wrong.
 * @returns what is wrong with the code, or null when it was spent.
 */
export function redeemCode<Row extends OneTimeCode & { readonly id: string }>(
  rows: Collection<Row>,
  row: Row | undefined,
  code: string,
  clock: Clock,
): CodeProblem | null {
  if (!row) return 'incorrect'
  const problem = codeProblem(row, code, clock.now())
  rows.insert(problem ? { ...row, attempts: row.attempts + 1 } : { ...row, usedAt: clock.iso() })
  return problem
}
