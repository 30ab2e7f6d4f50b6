import type { Emulator } from '../emulator'
import type { CodeProblem } from '../objects/oneTimeCode'
import { redeemCode } from './redeemCode'

/** Only the newest code of a person counts. @returns what is wrong with the code, or null when it was spent. */
export function redeemEmailVerification(userId: string, code: string, { store, clock }: Emulator): CodeProblem | null {
  const newest = store.emailVerifications.newest(row => row.user_id === userId)
  return redeemCode(store.emailVerifications, newest, code, clock)
}
