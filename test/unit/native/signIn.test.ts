import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readCallback } from '../../../native/callbackUrl'
import { createPkce, toBase64Url } from '../../../native/pkce'
import { platformWith } from '../../../native/platform'
import { scriptedDevice, signedIn } from './scriptedDevice'

const REDIRECT = 'com.example.app://auth'

function browserDevice(openUrl: (url: string) => string | null) {
  return scriptedDevice({ options: { redirectUri: REDIRECT, openUrl: async url => openUrl(url), language: () => 'de' } })
}

/** The address at WorkOS, with the state in it, as the server makes it. */
function authorization({ state }: Record<string, unknown>) {
  return { url: `https://workos.test/?state=${String(state)}`, continuation: 'sealed' }
}

describe('signInWithBrowser', () => {
  it('sends the challenge first, and the verifier only with the code', async () => {
    const device = browserDevice(url => `${REDIRECT}?code=the%20code&state=${new URL(url).searchParams.get('state')}`)
    device.answer(authorization, signedIn(1))
    expect(await device.auth.signInWithBrowser({ provider: 'google' })).toBeNull()
    const [asked, exchanged] = device.requests
    expect(asked).toMatchObject({ route: 'authorize', language: 'de', body: { provider: 'google', redirectUri: REDIRECT, state: expect.stringMatching(/^[\w-]{43}$/) } })
    expect(asked?.body).not.toHaveProperty('codeVerifier')
    expect(exchanged).toMatchObject({ route: 'exchange', body: { code: 'the code', continuation: 'sealed' } })
    expect(createHash('sha256').update(String(exchanged?.body.codeVerifier)).digest('base64url')).toBe(asked?.body.codeChallenge)
    expect(device.states).toEqual(['signedOut', 'signedIn user_1'])
  })

  it('tells the server of an error, which has the words for it', async () => {
    const device = browserDevice(url => `${REDIRECT}?error=access_denied&state=${new URL(url).searchParams.get('state')}`)
    device.answer(authorization, { refused: [400, 'access_denied'] })
    await expect(device.auth.signInWithBrowser()).rejects.toMatchObject({ code: 'access_denied', message: '(access_denied)' })
    expect(device.requests[1]?.body).toMatchObject({ error: 'access_denied' })
  })

  it('does not take an answer to what it did not ask', async () => {
    const device = browserDevice(() => `${REDIRECT}?code=of-somebody-else&state=guess`)
    device.answer(authorization)
    await expect(device.auth.signInWithBrowser()).rejects.toMatchObject({ code: 'foreign_redirect' })
    expect(device.requests).toHaveLength(1)
  })

  it('ends when the person closes the browser', async () => {
    const device = browserDevice(() => null)
    device.answer(authorization)
    await expect(device.auth.signInWithBrowser()).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('says what an app forgot', async () => {
    await expect(scriptedDevice().auth.signInWithBrowser()).rejects.toThrow('needs redirectUri and openUrl')
  })
})

describe('the steps', () => {
  it('go to their routes with the sealed state', async () => {
    const device = scriptedDevice()
    const mfa = { step: { kind: 'mfa' }, email: 'a@example.com', continuation: 'second' }
    device.answer({ step: { kind: 'code' }, email: 'a@example.com', continuation: 'first' }, mfa, { refused: [400, 'invalid_one_time_code'] }, signedIn(1))
    const code = await device.auth.sendCode('a@example.com', { organizationId: 'org_1' })
    const second = await device.auth.proceed(code!, { code: '111111' })
    await expect(device.auth.proceed(second!, { code: '222222' })).rejects.toMatchObject({ code: 'invalid_one_time_code', details: { status: 400 } })
    expect(await device.auth.proceed(second!, { code: '333333' })).toBeNull()
    expect(device.requests.map(({ route, body }) => [route, body])).toEqual([
      ['magic-auth', { email: 'a@example.com', organizationId: 'org_1' }],
      ['magic-auth/verify', { code: '111111', continuation: 'first' }],
      ['step', { step: 'mfa', code: '222222', continuation: 'second' }],
      ['step', { step: 'mfa', code: '333333', continuation: 'second' }],
    ])
  })
})

describe('readCallback', () => {
  const expected = { redirectUri: 'http://localhost:4711', state: 's+s' }

  it.each([
    ['http://localhost:4711/?code=a%2Fb&state=s%2Bs', { code: 'a/b' }],
    ['http://localhost:4711?state=s%2Bs&code=x#fragment', { code: 'x' }],
    ['http://localhost:4711/?error=access_denied&state=s%2Bs', { error: 'access_denied' }],
    ['http://localhost:4711/?state=s%2Bs', { error: 'server_error' }],
  ])('reads %s', (url, parameters) => {
    expect(readCallback(url, expected)).toEqual(parameters)
  })

  it.each([
    'http://localhost:4711/?code=x',
    'http://localhost:4711/?code=x&state=other',
    'http://localhost:4711/other?code=x&state=s%2Bs',
    'http://localhost:4712/?code=x&state=s%2Bs',
    'http://localhost:4711/?code=x&state=%',
    '',
  ])('refuses %s', (url) => {
    expect(() => readCallback(url, expected)).toThrow(expect.objectContaining({ code: 'foreign_redirect' }))
  })
})

describe('PKCE', () => {
  it('agrees with the example of RFC 7636, appendix B', async () => {
    const bytes = Uint8Array.from(Buffer.from('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'base64url'))
    const { codeVerifier, codeChallenge } = await createPkce({ ...platformWith(), randomBytes: () => bytes })
    expect([codeVerifier, codeChallenge]).toEqual(['dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'])
  })

  it.each([0, 1, 2, 3, 4, 31, 32])('writes %d bytes as base64url', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => index * 37 % 256)
    expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
  })
})
