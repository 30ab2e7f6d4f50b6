import { authenticatorOf } from '../mfa/authenticator'
import { qrCode } from '../mfa/qrCode'

export interface Factor {
  readonly id: string
  readonly user_id: string
  readonly type: 'totp'
  readonly issuer: string
  /** The account name that an authenticator app shows. */
  readonly account: string
  /** Base32, as authenticator apps expect it. */
  readonly secret: string
  /** An enrolment that was never confirmed does not protect anything yet. */
  readonly confirmed: boolean
  /** The time step of the last code that was accepted; no code up to it is accepted again. */
  readonly lastStep: number | null
  readonly created_at: string
  readonly updated_at: string
}

/** What anybody with the API key may read. */
export function presentFactor({ id, user_id, type, issuer, account, created_at, updated_at }: Factor) {
  return { object: 'authentication_factor', id, user_id, type, totp: { issuer, user: account }, created_at, updated_at }
}

/** The answer of an enrolment: the only one that shows the secret. */
export function presentNewFactor(factor: Factor) {
  const shown = presentFactor(factor)
  const uri = authenticatorOf(factor).toString()
  return { ...shown, totp: { ...shown.totp, secret: factor.secret, qr_code: qrCode(uri), uri } }
}
