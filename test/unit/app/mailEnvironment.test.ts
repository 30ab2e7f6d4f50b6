import { describe, expect, it } from 'vitest'
import { parseServerEnv } from '../../../server/utils/env'

const complete = {
  WORKOS_API_KEY: 'sk_test_x',
  WORKOS_CLIENT_ID: 'client_x',
  WORKOS_COOKIE_PASSWORD: 'p'.repeat(32),
  CONVEX_URL: 'http://127.0.0.1:3210',
}
const sender = { MAIL_FROM: 'login@example.com' }

const parse = (variables: Record<string, string>) => parseServerEnv({ ...complete, ...variables })

describe('the mail variables', () => {
  it('are optional together', () => {
    expect(parse({})).toMatchObject({ MAIL_RESEND_URL: 'https://api.resend.com' })
    expect(parse(sender)).toMatchObject({ MAIL_FROM: { address: 'login@example.com' } })
  })

  it.each([
    ['smtp://127.0.0.1:2525'],
    ['smtps://user:p%40ss@smtp.example.com:465'],
    ['smtp://mailpit:1025?requireTLS=false'],
  ])('take the server %s', (MAIL_SMTP_URL) => {
    expect(parse({ ...sender, MAIL_SMTP_URL }).MAIL_SMTP_URL).toBe(MAIL_SMTP_URL)
  })

  it.each([
    ['login@example.com', { address: 'login@example.com' }],
    ['<login@example.com>', { address: 'login@example.com' }],
    ['Northwind <login@example.com>', { name: 'Northwind', address: 'login@example.com' }],
    ['"North, \\"Wind\\"" <login@example.com>', { name: 'North, "Wind"', address: 'login@example.com' }],
    ['Größe 東京<login@example.com>', { name: 'Größe 東京', address: 'login@example.com' }],
    ['A\r\nBcc: x <login@example.com>', { name: 'A Bcc: x', address: 'login@example.com' }],
  ])('take the sender %j', (MAIL_FROM, parsed) => {
    expect(parse({ MAIL_FROM }).MAIL_FROM).toEqual(parsed)
  })

  it.each<[Record<string, string>, RegExp]>([
    [{ ...sender, MAIL_SMTP_URL: 'smtp.example.com:465' }, /MAIL_SMTP_URL must be an address such as smtps:\/\//],
    [{ ...sender, MAIL_SMTP_URL: 'https://smtp.example.com' }, /MAIL_SMTP_URL must be an address such as smtps:\/\//],
    [{ ...sender, MAIL_SMTP_URL: 'smtp://' }, /MAIL_SMTP_URL must be an address such as smtps:\/\//],
    [{ MAIL_FROM: 'Northwind' }, /MAIL_FROM must be an address such as/],
    [{ MAIL_FROM: 'a@example.com, b@example.com' }, /MAIL_FROM must be an address such as/],
    [{ MAIL_FROM: 'A <a@example.com> <b@example.com>' }, /MAIL_FROM must be an address such as/],
    [{ MAIL_SMTP_URL: 'smtp://127.0.0.1' }, /MAIL_FROM is missing/],
    [{ MAIL_RESEND_API_KEY: 're_x' }, /MAIL_FROM is missing/],
    [{ ...sender, MAIL_SMTP_URL: 'smtp://127.0.0.1', MAIL_RESEND_API_KEY: 're_x' }, /MAIL_RESEND_API_KEY and MAIL_SMTP_URL are both set/],
    [{ ...sender, MAIL_RESEND_API_KEY: 're_x y' }, /MAIL_RESEND_API_KEY may hold letters/],
    [{ ...sender, MAIL_RESEND_API_KEY: 're_x', MAIL_RESEND_URL: 'api.resend.com' }, /MAIL_RESEND_URL must be an address/],
  ])('are refused in words: %j', (variables, message) => {
    expect(() => parse(variables)).toThrow(message)
  })

  it('are refused without being repeated', () => {
    const secrets = { ...sender, MAIL_SMTP_URL: 'http://user:hunter2@smtp.example.com', MAIL_RESEND_API_KEY: 're_hunter2 ' }
    expect(() => parse(secrets)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }))
  })
})
