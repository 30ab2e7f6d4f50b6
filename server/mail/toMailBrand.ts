import type { Brand } from '../../common/brand'
import type { MailBrand } from './mail'

/** What of the application's brand goes into mails. Of each pair the light one: dark mode only darkens what is around it. */
export function toMailBrand({ name, logo, colors: { accent }, termsUrl, privacyUrl }: Brand): MailBrand {
  return {
    name,
    logoUrl: logo.light,
    accentColor: typeof accent === 'string' ? accent : accent.light,
    termsUrl,
    privacyUrl,
  }
}
