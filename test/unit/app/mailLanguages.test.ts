import { describe, expect, it } from 'vitest'
import type { Mail, MailBrand } from '../../../server/mail/mail'
import { writeMail } from '../../../server/mail/writeMail'

const brand: MailBrand = { name: 'Northwind', termsUrl: 'https://northwind.example/terms', privacyUrl: 'https://northwind.example/privacy' }
const to = 'ada@example.com'

const codeMail = (kind: 'magic-code' | 'email-verification', locale: string): Mail => ({ kind, to, code: '123456', brand, locale })
const invitation = (locale: string, details: Partial<Extract<Mail, { kind: 'invitation' }>> = {}): Mail =>
  ({ kind: 'invitation', to, url: 'https://northwind.example/invitation?invitation_token=Z1', brand, locale, ...details })
const known = { organization: 'Acme', inviter: 'Grace Hopper', expiresAt: '2026-11-30T14:05:00.000Z' }

const LANGUAGES = ['en', 'de', 'fr', 'es', 'ja']

describe.each<[string, string, string, string, string, RegExp]>([
  ['en', '123456 is your code for Northwind', '123456 confirms your address for Northwind', 'Grace Hopper invites you to Acme on Northwind', 'ten minutes', /November 30, 2026.*2:05 PM UTC/],
  ['de', '123456 ist Ihr Code für Northwind', '123456 bestätigt Ihre Adresse für Northwind', 'Grace Hopper lädt Sie zu Acme auf Northwind ein', 'zehn Minuten', /30\. November 2026.*14:05 UTC/],
  ['fr', '123456 est votre code pour Northwind', '123456 confirme votre adresse pour Northwind', 'Grace Hopper vous invite à rejoindre Acme sur Northwind', 'dix minutes', /30 novembre 2026.*14:05 UTC/],
  ['es', '123456 es su código para Northwind', '123456 confirma su dirección para Northwind', 'Grace Hopper le invita a Acme en Northwind', 'diez minutos', /30 de noviembre de 2026.*14:05 UTC/],
  ['ja', '123456 は Northwind の認証コードです', '123456 は Northwind のメールアドレス確認コードです', 'Grace Hopper さんから Northwind の Acme への招待', '10 分間', /2026年11月30日.*14:05 UTC/],
])('mails in %s', (locale, codeSubject, verificationSubject, invitationSubject, validity, moment) => {
  it('carry the code in the subject and on a line of its own', () => {
    for (const [kind, subject] of [['magic-code', codeSubject], ['email-verification', verificationSubject]] as const) {
      const mail = writeMail(codeMail(kind, locale))
      expect(mail.subject).toBe(subject)
      expect(mail.text.split('\n')).toContain('123456')
      expect(mail.html).toMatch(/<p class="code"[^>]*user-select:all[^>]*>123456<\/p>/)
      expect(mail.text).toContain(validity)
      expect(mail.html).toContain(`<html lang="${locale}">`)
    }
  })

  it('say who invites to what, until when, and where to accept', () => {
    const mail = writeMail(invitation(locale, known))
    expect(mail.subject).toBe(invitationSubject)
    for (const body of [mail.text, mail.html]) {
      expect(normalizeSpaces(body)).toMatch(moment)
      expect(body).toContain('https://northwind.example/invitation?invitation_token=Z1')
    }
  })

  it('leave out who and where when that is not known', () => {
    const subjects = [{}, { organization: 'Acme' }, { inviter: 'Grace' }].map(details => writeMail(invitation(locale, details)).subject)
    expect(new Set(subjects).size).toBe(3)
    expect(subjects[0]).not.toMatch(/Acme|Grace/)
    expect(subjects[1]).toMatch(/Acme/)
    expect(subjects[2]).toMatch(/Grace/)
  })

  it('have no placeholder left and link to the terms', () => {
    for (const { subject, text, html } of [writeMail(codeMail('magic-code', locale)), writeMail(codeMail('email-verification', locale)), writeMail(invitation(locale, known)), writeMail(invitation(locale))]) {
      expect(subject + text + html.replace(/<style>[\s\S]*?<\/style>/, '')).not.toMatch(/[{}]|undefined|null/)
      for (const body of [text, html]) {
        expect(body).toContain('https://northwind.example/terms')
        expect(body).toContain('https://northwind.example/privacy')
      }
    }
  })
})

describe('the language of a mail', () => {
  it.each([
    ['de-AT', 'de'], ['pt_BR', 'en'], ['JA', 'ja'], ['xx', 'en'], ['', 'en'], ['__proto__', 'en'], ['constructor', 'en'],
  ])('for %j is %s', (tag, locale) => {
    expect(writeMail(codeMail('magic-code', tag)).html).toContain(`<html lang="${locale}">`)
  })

  it('is one language throughout', () => {
    const bodies = LANGUAGES.map(locale => new Set(writeMail(invitation(locale, known)).text.split('\n').filter(line => /\p{L}{4}/u.test(line) && !line.includes('https:'))))
    for (const [index, lines] of bodies.entries()) {
      const elsewhere = bodies.filter((_, other) => other !== index).flatMap(other => [...other])
      expect([...lines].filter(line => line !== 'Northwind' && elsewhere.includes(line))).toEqual([])
    }
  })
})

/** Intl writes narrow and no-break spaces, which, like the small words of a date, differ between versions of ICU. */
function normalizeSpaces(text: string): string {
  return text.replace(/[\u00A0\u202F]/g, ' ')
}
