import type { OneTimeCode } from './oneTimeCode'

export interface EmailVerification extends OneTimeCode {
  readonly id: string
  readonly user_id: string
  readonly email: string
  readonly created_at: string
  readonly updated_at: string
}

export function presentEmailVerification({ attempts: _, usedAt: __, ...verification }: EmailVerification) {
  return { object: 'email_verification', ...verification }
}

/** The code reaches a person by mail only, never a webhook receiver. */
export function presentEmailVerificationInEvent(verification: EmailVerification) {
  const { code: _, ...visible } = presentEmailVerification(verification)
  return visible
}
