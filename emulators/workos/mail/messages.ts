import { authenticatorOf } from '../mfa/authenticator'
import type { Factor } from '../objects/factor'
import type { MailContent } from './mail'

export const magicAuthMail = (to: string, code: string): MailContent => ({
  to,
  kind: 'magic_auth',
  subject: `Your sign-in code is ${code}`,
  code,
  text: `Enter ${code} to sign in. The code works once, for ten minutes.`,
})

export const emailVerificationMail = (to: string, code: string): MailContent => ({
  to,
  kind: 'email_verification',
  subject: `Confirm your address with ${code}`,
  code,
  text: `Enter ${code} to confirm that ${to} is your address. The code works once, for ten minutes.`,
})

export const radarMail = (to: string, code: string): MailContent => ({
  to,
  kind: 'radar',
  subject: `Confirm that it is you with ${code}`,
  code,
  text: `Someone signs in as ${to} in an unusual way. If it is you, enter ${code}. The code works once, for ten minutes.`,
})

interface InvitationText {
  /** null: to the application only. */
  readonly organization: string | null
  readonly inviter: string | null
  readonly url: string
}

export function invitationMail(to: string, { organization, inviter, url }: InvitationText): MailContent {
  const where = organization ?? 'the application'
  return {
    to,
    kind: 'invitation',
    subject: `You are invited to ${where}`,
    url,
    text: `${inviter ?? 'Someone'} invites you to ${where}. Open the link to accept.`,
  }
}

/** A text message; the inbox shows it among the mails. @param to a phone number. */
export const radarSms = (to: string, code: string): MailContent => ({
  to,
  kind: 'radar',
  subject: `Text message: ${code}`,
  code,
  text: `Enter ${code} to confirm that it is you. The code works once, for ten minutes.`,
})

/** Not a mail that WorkOS sends: it stands in for the authenticator app of a seeded person. */
export const totpSecretMail = (to: string, factor: Factor): MailContent => ({
  to,
  kind: 'totp_secret',
  subject: `Authenticator secret of ${to}`,
  url: authenticatorOf(factor).toString(),
  text: `Add the secret ${factor.secret} to an authenticator app to produce codes for ${to}.`,
})
