import { describe, expect, it } from 'vitest'
import { writeMail } from '../../../server/mail/writeMail'

const HOSTILE = '<img src=x onerror=alert(1)> & "quotes" \'single\''
const ESCAPED = '&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quotes&quot; &#39;single&#39;'

const invite = (details: { organization?: string, inviter?: string, brandName?: string, url?: string }) => writeMail({
  kind: 'invitation',
  to: 'ada@example.com',
  url: details.url ?? 'https://app.example/i',
  organization: details.organization,
  inviter: details.inviter,
  brand: { name: details.brandName ?? 'Northwind', logoUrl: 'https://app.example/logo.png' },
  locale: 'en',
})

describe('what a mail is filled with', () => {
  it.each([['organization'], ['inviter'], ['brandName']] as const)('is escaped: %s', (field) => {
    const { html, subject } = invite({ [field]: HOSTILE })
    expect(html).not.toContain('<img src=x')
    expect(html).toContain(ESCAPED)
    expect(html.split('<title>')[1]).toMatch(/^[^<]*&lt;img[^<]*<\/title>/)
    // A header is text, not markup.
    expect(subject).toContain(HOSTILE)
  })

  it('is escaped: a code', () => {
    const { html } = writeMail({ kind: 'magic-code', to: 'ada@example.com', code: '<b>1</b>', brand: { name: 'Northwind' }, locale: 'en' })
    expect(html).not.toContain('<b>')
  })

  it('is escaped: an address that breaks out of its attribute', () => {
    const { html } = invite({ url: 'https://app.example/?a=1&b=\'"><script>alert(1)</script>' })
    expect(html).not.toContain('<script>')
    expect(html).toContain('?a=1&amp;b=')
  })

  it('is not filled in again', () => {
    expect(invite({ organization: '{inviter}', inviter: '{app} {organization}' }).subject).toBe('{app} {organization} invites you to {inviter} on Northwind')
  })

  it.each([
    ['Acme\r\nBcc: everyone@example.com', 'Acme Bcc: everyone@example.com'],
    ['Acme\n\n<p>', 'Acme <p>'],
    ['Acme\u2028\u0085\u0000X', 'Acme X'],
    ['\u202Eemca\u2066', 'emca'],
    ['  Acme \t  Inc. ', 'Acme Inc.'],
    ['A'.repeat(500), `${'A'.repeat(79)}…`],
    ['🦊'.repeat(100), `${'🦊'.repeat(79)}…`],
  ])('stays one line of a header: %j', (organization, shown) => {
    const { subject, fromName } = invite({ organization, brandName: organization })
    expect(subject).toBe(`You are invited to ${shown} on ${shown}`)
    expect(fromName).toBe(shown)
  })

  it.each(['evil.example', 'https://evil.example/login', 'Your account was locked, write to help@evil.example'])('does not become a link: %j', (organization) => {
    const { text, html } = invite({ organization, inviter: organization })
    for (const body of [text, html]) {
      expect(body).toContain('evil.\u200Cexample')
      expect(body).not.toMatch(/evil\.example|https:\/\/evil|@evil/)
    }
  })
})
