import { describe, expect, it } from 'vitest'
import { describeToken } from '../../../modules/devtools/page/describeToken'
import { describeClaim } from '../../../modules/devtools/tab/describeClaim'

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('describeToken', () => {
  const claims = { iss: 'https://api.workos.com/user_management/client_1', sub: 'user_1', name: 'Zoë', plan: { seats: 3 } }
  const token = [base64({ alg: 'RS256', kid: 'key_1', typ: 'JWT' }), base64(claims), 'c2lnbmF0dXJl'].join('.')
  const answer = { token, expiresAt: 0, expiresIn: 240_000 }

  it('has every claim, the key, and when the token dies by this clock', () => {
    expect(describeToken(answer, 1_000)).toEqual({ header: { alg: 'RS256', kid: 'key_1' }, claims, diesAt: 241_000 })
  })

  it('has no part of the token in it', () => {
    const text = JSON.stringify(describeToken(answer))
    for (const part of token.split('.')) expect(text).not.toContain(part)
  })

  it('is null for what is no token', () => {
    expect(describeToken({ ...answer, token: 'abc' })).toBeNull()
  })
})

describe('describeClaim', () => {
  it.each<[string, unknown, string]>([
    ['sub', 'user_1', 'user_1'],
    ['permissions', ['tasks:write', 'members:manage'], 'tasks:write, members:manage'],
    ['permissions', [], 'none'],
    ['act', { sub: 'ada@example.com' }, '{"sub":"ada@example.com"}'],
    ['seats', 1_700_000_000, '1700000000'],
    ['org_id', null, 'null'],
  ])('%s of %j reads %s', (name, value, expected) => {
    expect(describeClaim(name, value).value).toBe(expected)
  })

  it.each(['iat', 'exp', 'nbf', 'auth_time'])('says what time %s is', (name) => {
    expect(describeClaim(name, 1_700_000_000).value).toMatch(/^1700000000 · \d\d:\d\d:\d\d$/)
  })

  it('says what the claims of WorkOS mean, and nothing of others', () => {
    expect(describeClaim('sid', 'session_1').meaning).toBe('session')
    expect(describeClaim('urn:example:plan', 'pro').meaning).toBeUndefined()
  })
})
