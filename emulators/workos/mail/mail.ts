export const MAIL_KINDS = ['magic_auth', 'email_verification', 'radar', 'invitation', 'totp_secret'] as const

export type MailKind = typeof MAIL_KINDS[number]

export interface MailContent {
  readonly to: string
  readonly kind: MailKind
  readonly subject: string
  readonly code?: string
  readonly url?: string
  readonly text: string
}

export interface Mail extends MailContent {
  readonly html: string
  readonly at: string
}
