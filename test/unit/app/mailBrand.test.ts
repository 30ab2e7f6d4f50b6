import { describe, expect, it } from 'vitest'
import type { Brand } from '../../../common/brand'
import type { Mail, MailBrand } from '../../../server/mail/mail'
import { readableOn } from '../../../server/mail/layout/readableOn'
import { toMailBrand } from '../../../server/mail/toMailBrand'
import { writeMail } from '../../../server/mail/writeMail'

const invite = (brand: Partial<MailBrand>, siteUrl?: string) =>
  writeMail({ kind: 'invitation', to: 'ada@example.com', url: 'https://app.example/i', brand: { name: 'Northwind', ...brand }, locale: 'en' }, siteUrl)

describe('the brand of a mail', () => {
  it('shows the logo, named for those who do not see it', () => {
    expect(invite({ logoUrl: 'https://app.example/logo.png' }).html).toMatch(/<img src="https:\/\/app\.example\/logo\.png" alt="Northwind"/)
  })

  it('shows the name where there is no logo', () => {
    const { html } = invite({})
    expect(html).not.toContain('<img')
    expect(html).toMatch(/font-weight:700">Northwind<\/p>/)
  })

  it('reads paths against the site, and leaves them out when that is not known', () => {
    const brand = { logoUrl: '/logo.png', termsUrl: '/terms' }
    expect(invite(brand, 'https://app.example/auth/callback').html).toMatch(/src="https:\/\/app\.example\/logo\.png"[\s\S]*href="https:\/\/app\.example\/terms"/)
    expect(invite(brand).html).not.toMatch(/logo\.png|terms/)
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'mailto:a@b.example', '', 'https://'])('has no link to %j', (address) => {
    const { html, text } = invite({ logoUrl: address, termsUrl: address, privacyUrl: address }, 'https://app.example')
    expect(html).not.toMatch(/<img|Terms|Privacy/)
    expect(text).not.toMatch(/Terms|Privacy/)
  })

  it.each([
    ['#0f0', '#0f0'], ['#FF8800', '#FF8800'],
    ['#ff880080', '#4f46e5'], ['red', '#4f46e5'], ['#fff;background:url(https://evil.example)', '#4f46e5'], ['#fff"><script>', '#4f46e5'], ['', '#4f46e5'],
  ])('with the accent %j is marked in %s', (accentColor, used) => {
    const { html } = invite({ accentColor })
    expect(html).toContain(`background:${used};color:`)
    expect(html).toContain(`border-bottom:3px solid ${used};`)
    expect(html).toContain(`border-bottom:3px solid ${used};`)
    expect(html).not.toMatch(/evil|<script/)
  })

  it('has a dark form, and no table or script', () => {
    const { html } = invite({})
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html).toContain('@media (prefers-color-scheme: dark)')
    expect(html).not.toMatch(/<table|<script|<link/)
  })

  it('tells inboxes what the mail is about before the mail itself', () => {
    const { html } = writeMail({ kind: 'magic-code', to: 'ada@example.com', code: '123456', brand: { name: 'Northwind' }, locale: 'en' })
    expect(html).toMatch(/<body[^>]*>\s*<div style="display:none[^"]*">It works once, for ten minutes\.<\/div>/)
  })
})

describe('toMailBrand', () => {
  const color = '#123456'
  const brand: Brand = {
    name: 'Northwind',
    tagline: '',
    logo: { light: '/light.png', dark: '/dark.png', withName: true },
    favicon: '/favicon.svg',
    colors: { accent: { light: '#0f766e', dark: '#5eead4' }, onAccent: color, link: color, page: color, surface: color, text: color, muted: color, line: color, field: color, danger: color },
    radius: '10px',
    font: 'sans-serif',
    background: '',
    termsUrl: '/terms',
    privacyUrl: '',
    providers: {},
    texts: {},
  }

  it('takes what mails can show, as it is on light pages', () => {
    expect(toMailBrand(brand)).toEqual({ name: 'Northwind', logoUrl: '/light.png', accentColor: '#0f766e', termsUrl: '/terms', privacyUrl: '' })
  })

  it('takes a colour that is the same on all pages', () => {
    expect(toMailBrand({ ...brand, colors: { ...brand.colors, accent: '#c2410c' } }).accentColor).toBe('#c2410c')
  })

  it('leaves out of mails what is empty', () => {
    const { html } = invite(toMailBrand({ ...brand, logo: { ...brand.logo, light: '' } }), 'https://app.example')
    expect(html).not.toMatch(/<img|Privacy/)
    expect(html).toContain('href="https://app.example/terms"')
  })
})

describe('readableOn', () => {
  it.each([['#ffffff', '#000000'], ['#000', '#ffffff'], ['#4f46e5', '#ffffff'], ['#a5b4fc', '#000000'], ['#ff0', '#000000'], ['#c00', '#ffffff']])('on %s is %s', (color, text) => {
    expect(readableOn(color)).toBe(text)
  })
})

describe('an invitation', () => {
  it.each(['javascript:alert(1)', '/invitation', 'nowhere', ''])('to %j is not written', (url) => {
    const mail: Mail = { kind: 'invitation', to: 'ada@example.com', url, brand: { name: 'Northwind' }, locale: 'en' }
    expect(() => writeMail(mail, 'https://app.example')).toThrow(/no full http address/)
  })
})
