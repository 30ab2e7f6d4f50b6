import type { MagicAuth } from '@workos-inc/node'
import type { H3Event } from 'h3'
import type { Brand } from '../../common/brand'
import type { Mail, MailBrand } from '../mail/mail'
import { sendMail } from '../mail/sendMail'
import { sendVerificationCode } from '../mail/sendVerificationCode'
import { brandOf } from './brand'
import { readFlow } from './flow'
import { localeOf } from './locale'

/**
 * Mails a sign-in code under the application's own name, when it sends its mails itself.
 *
 * @throws AuthError `mail_failed`.
 */
export async function deliverMagicCode(event: H3Event, { email, code }: Pick<MagicAuth, 'email' | 'code'>): Promise<void> {
  await sendMail(event, { kind: 'magic-code', to: email, code, ...await lookOf(event) })
}

/** The same for the code that proves an address. @returns false when WorkOS sends the mails. */
export async function deliverVerificationCode(event: H3Event, emailVerificationId: string): Promise<boolean> {
  return await sendVerificationCode(event, { emailVerificationId, ...await lookOf(event) })
}

async function lookOf(event: H3Event): Promise<Pick<Mail, 'brand' | 'locale'>> {
  const { brand } = brandOf(event, (await readFlow(event)).organizationId)
  return { brand: toMailBrand(brand), locale: localeOf(event) }
}

/** Mail clients show no SVG. */
function toMailBrand({ name, logo, colors, termsUrl, privacyUrl }: Brand): MailBrand {
  const accent = typeof colors.accent === 'string' ? colors.accent : colors.accent.light
  return {
    name,
    ...(/\.(?:png|jpe?g)$/i.test(logo.light) && { logoUrl: logo.light }),
    accentColor: accent,
    termsUrl,
    privacyUrl,
  }
}
