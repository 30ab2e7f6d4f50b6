import type { H3Event } from 'h3'
import { AuthError } from '../utils/authError'
import { callWorkos } from '../utils/callWorkos'
import { workosReads } from '../utils/workos'
import type { Mail } from './mail'
import { takeMail } from './mailLimit'
import { sendMail, useMailer } from './sendMail'

/**
 * Mails the code of an email verification. WorkOS names only its id to a sign-in that needs one, so
 * the code is read first, unless WorkOS sends the mail. Asked again, it sends the same code again.
 *
 * @param options.emailVerificationId `email_verification_id` of WorkOS's answer.
 * @returns false when WorkOS sends the mails itself, and nothing was done.
 * @throws AuthError when WorkOS does not give the code, `rate_limited`, and `mail_failed`.
 */
export async function sendVerificationCode(event: H3Event | undefined, options: { emailVerificationId: string } & Pick<Mail, 'brand' | 'locale'>): Promise<boolean> {
  const { emailVerificationId, brand, locale } = options
  const { deliver } = await useMailer()
  if (!deliver) return false
  const { email, code } = await callWorkos(() => workosReads().userManagement.getEmailVerification(emailVerificationId))
  const retryAfter = takeMail(email)
  if (retryAfter > 0) throw new AuthError('rate_limited', { status: 429, params: { seconds: retryAfter }, retryAfter })
  return await sendMail(event, { kind: 'email-verification', to: email, code, brand, locale })
}
