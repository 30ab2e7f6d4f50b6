import type { OneTimeCode } from './oneTimeCode'

/** A code that was sent to a phone because a sign-in looked unusual. */
export interface SmsVerification extends OneTimeCode {
  readonly id: string
  readonly user_id: string
  readonly phone_number: string
}

export const presentSmsVerification = ({ id, phone_number }: SmsVerification) => ({ verification_id: id, phone_number })
