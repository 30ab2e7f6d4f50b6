import { describe, expect, it } from 'vitest'
import { describeFailure } from '../../../server/mail/describeFailure'
import { maskAddress } from '../../../server/utils/maskAddress'
import type { Mail } from '../../../server/mail/mail'

const brand = { name: 'Northwind' }
const code: Mail = { kind: 'magic-code', to: 'ada@example.com', code: '123456', brand, locale: 'en' }
const invitation: Mail = { kind: 'invitation', to: 'ada@example.com', url: 'https://app.example/i?invitation_token=Z1Y2', brand, locale: 'en' }

describe('describeFailure', () => {
  it('names the mail, the person in part, and the reason', () => {
    const refusal = Object.assign(new Error('Invalid login: 535 5.7.8 Authentication failed'), { code: 'EAUTH' })
    expect(describeFailure(refusal, code)).toBe('magic-code to a…@example.com: EAUTH Invalid login: 535 5.7.8 Authentication failed')
  })

  it('names what a failed fetch was caused by', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })
    expect(describeFailure(new TypeError('fetch failed', { cause }), code)).toContain('fetch failed, because: ECONNREFUSED')
  })

  it.each([
    [code, 'rejected: "123456 is your code for Northwind"'],
    [code, '550 <ada@example.com>: no such user ada@example.com (ADA@example.com)'],
    [code, '550 from=<login@northwind.example> to=<ada@example.com>'],
    [invitation, 'bad link https://app.example/i?invitation_token=Z1Y2'],
    [invitation, 'bad link https://app.example/i?invitation_token=3DZ1Y2 in body'],
  ])('keeps codes, links and addresses to itself: %#', (mail, message) => {
    const line = describeFailure(new Error(message, { cause: new Error(message) }), mail)
    expect(line).not.toMatch(/123456|ada@|login@|Z1Y2/i)
  })

  it('stays one line of a bounded length', () => {
    const line = describeFailure(new Error(`no\r\n[auth] forged line\u001B[31m ${'x'.repeat(5_000)}`), code)
    // eslint-disable-next-line no-control-regex
    expect(line).not.toMatch(/[\r\n\u001B]/)
    expect(line.length).toBeLessThan(400)
  })

  it.each([[undefined], ['text'], [{ message: 'not an error' }], [null]])('makes do with %j', (thrown) => {
    expect(describeFailure(thrown, code)).toBe('magic-code to a…@example.com: no reason given')
  })
})

describe('maskAddress', () => {
  it.each([['ada@example.com', 'a…@example.com'], ['"a@b"@example.com', '"…@example.com'], ['🦊@example.com', '🦊…@example.com'], ['nobody', '…'], ['', '…']])('%s is %s', (address, masked) => {
    expect(maskAddress(address)).toBe(masked)
  })
})
