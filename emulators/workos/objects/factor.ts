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
  readonly created_at: string
  readonly updated_at: string
}

/** The key URI that authenticator apps read from a QR code. */
export function totpUri({ issuer, account, secret }: Factor): string {
  const [shownIssuer, shownAccount] = [issuer, account].map(encodeURIComponent)
  return `otpauth://totp/${shownIssuer}:${shownAccount}?secret=${secret}&issuer=${shownIssuer}`
}
