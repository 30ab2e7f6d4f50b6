import type { MailBrand } from '../mail'
import { mailUrl } from '../mailUrl'
import { plainName } from '../plainName'
import type { MailTexts } from '../texts/mailTexts'

/** What surrounds the content of every mail. */
export interface MailFrame {
  locale: string
  name: string
  logoUrl?: string
  accentColor: string
  links: { url: string, label: string }[]
}

const DEFAULT_ACCENT = '#4f46e5'
/** With nothing but digits it cannot leave the style attribute that it is written into. */
const HEX_COLOR = /^#(?:[\da-f]{3}|[\da-f]{6})$/i

/** What of a brand can be shown in a mail; the rest is left out. */
export function mailFrame(brand: MailBrand, { locale, legal }: MailTexts, siteUrl?: string): MailFrame {
  const links = [
    { url: mailUrl(brand.termsUrl, siteUrl), label: legal.terms },
    { url: mailUrl(brand.privacyUrl, siteUrl), label: legal.privacy },
  ]
  return {
    locale,
    name: plainName(brand.name),
    logoUrl: mailUrl(brand.logoUrl, siteUrl),
    accentColor: brand.accentColor && HEX_COLOR.test(brand.accentColor) ? brand.accentColor : DEFAULT_ACCENT,
    links: links.flatMap(({ url, label }) => url ? [{ url, label }] : []),
  }
}
