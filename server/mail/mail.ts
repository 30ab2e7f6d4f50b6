/** What a mail shows of the application. Addresses are full ones, or paths of this site when WORKOS_REDIRECT_URI is set. */
export interface MailBrand {
  name: string
  /** PNG or JPEG: most mail clients show no SVG. */
  logoUrl?: string
  /** Hexadecimal, such as `#4f46e5`: mail clients know few other notations. */
  accentColor?: string
  termsUrl?: string
  privacyUrl?: string
}

interface Addressed {
  to: string
  brand: MailBrand
  /** A language tag (BCP 47). Languages without texts read English. */
  locale: string
}

interface MailOfCode extends Addressed {
  kind: 'magic-code' | 'email-verification'
  code: string
}

interface InvitationMail extends Addressed {
  kind: 'invitation'
  /** Where the invitation is accepted: WorkOS's `accept_invitation_url`, or a page of this site. */
  url: string
  /** The name of the organization, when the invitation is to one. */
  organization?: string | null
  /** The name or address of who invites. */
  inviter?: string | null
  /** ISO 8601, as WorkOS writes it. */
  expiresAt?: string
}

/** A mail to one person. */
export type Mail = MailOfCode | InvitationMail

/** A mail as it is handed over to whoever delivers it. No field holds a line break, but for the two bodies. */
export interface MailMessage {
  /** The display name of the sender, unless MAIL_FROM brings one. */
  fromName: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}
