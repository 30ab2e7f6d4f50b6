import type { MailEnvironment } from '../environment'
import type { MailDriver } from '../mailer'
import { createResendDriver } from './resend'
import { createSmtpDriver } from './smtp'

/** The way to deliver that the environment asks for; null leaves the mails to WorkOS. */
export function chooseDriver(env: MailEnvironment): MailDriver | null {
  const { MAIL_FROM, MAIL_SMTP_URL, MAIL_RESEND_API_KEY, MAIL_RESEND_URL } = env
  if (MAIL_FROM && MAIL_SMTP_URL) return createSmtpDriver({ url: MAIL_SMTP_URL, from: MAIL_FROM })
  if (MAIL_FROM && MAIL_RESEND_API_KEY) return createResendDriver({ apiKey: MAIL_RESEND_API_KEY, url: MAIL_RESEND_URL, from: MAIL_FROM })
  return null
}
