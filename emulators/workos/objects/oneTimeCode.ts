/** What magic codes and email verification codes have in common. */
export interface OneTimeCode {
  readonly code: string
  readonly expires_at: string
  readonly attempts: number
  readonly usedAt: string | null
}

export const CODE_LIFETIME_MS = 10 * 60_000
export const MAX_CODE_ATTEMPTS = 5

export type CodeProblem = 'incorrect' | 'expired' | 'previously_used' | 'too_many_attempts'

/** A wrong code tells nothing else, so that guessing reveals neither expiry nor use. */
export function codeProblem(record: OneTimeCode, code: string, now: number): CodeProblem | null {
  if (record.attempts >= MAX_CODE_ATTEMPTS) return 'too_many_attempts'
  if (record.code !== code) return 'incorrect'
  if (record.usedAt) return 'previously_used'
  return Date.parse(record.expires_at) <= now ? 'expired' : null
}
