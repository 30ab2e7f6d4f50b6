import { describe, expect, inject, it } from 'vitest'
import { devicePkce, postFromDevice, signInOnDevice, verifyOnDevice, type DeviceAnswer } from '../support/device'
import { readCode } from '../support/inbox'
import { createSignedInVisitor, createVisitor, newAddress } from '../support/visitor'
import { controlWorkos, passProvider, SEED } from '../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)
const REDIRECT = 'http://localhost:51004/auth/callback'

async function someoneWith(...steps: string[]): Promise<string> {
  const email = newAddress('device')
  await workos.demandSteps(email, steps)
  return email
}

function goOn({ step }: DeviceAnswer, fields: Record<string, string>): Promise<DeviceAnswer> {
  return postFromDevice(stack, 'step', { step: step?.step.kind, continuation: step?.continuation, ...fields })
}

describe('with a mailed code, an app', () => {
  it('gets tokens, and no cookie', async () => {
    const email = newAddress('device')
    const { session, tokens } = await signInOnDevice(stack, email)
    expect(session).toMatchObject({ user: { email }, organizationId: null })
    expect(tokens.expiresIn).toBeGreaterThan(200_000)
    expect(Object.keys(tokens).sort()).toEqual(['accessToken', 'expiresIn', 'refreshToken'])
  })

  it('is refused a wrong code in the languages that it names, and takes the right one afterwards', async () => {
    const email = newAddress('device')
    const { step } = await postFromDevice(stack, 'magic-auth', { email })
    const code = await readCode(stack.workosUrl, email)
    const wrong = code === '111111' ? '222222' : '111111'
    expect(await postFromDevice(stack, 'magic-auth/verify', { code: wrong, continuation: step?.continuation }))
      .toMatchObject({ status: 400, failure: { code: 'invalid_one_time_code', message: expect.stringContaining('not right') } })
    expect((await postFromDevice(stack, 'magic-auth/verify', { code, continuation: step?.continuation })).signedIn).toBeDefined()
  })

  it('gets another code when it asks for one', async () => {
    const email = newAddress('device')
    const { step } = await postFromDevice(stack, 'magic-auth', { email })
    const first = await readCode(stack.workosUrl, email)
    const again = await postFromDevice(stack, 'magic-auth', { continuation: step?.continuation })
    expect(again.step).toMatchObject({ step: { kind: 'code' }, email })
    const second = await readCode(stack.workosUrl, email)
    expect(second).not.toBe(first)
    expect((await postFromDevice(stack, 'magic-auth/verify', { code: second, continuation: again.step?.continuation })).signedIn).toBeDefined()
  })

  it('is known to Convex from the first moment on', async () => {
    const email = newAddress('device')
    const { tokens } = await signInOnDevice(stack, email)
    const response = await fetch(`${stack.convexUrl}/api/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'authorization': `Bearer ${tokens.accessToken}` },
      body: JSON.stringify({ path: 'tasks:list', args: {}, format: 'json' }),
    })
    expect(await response.json()).toMatchObject({ status: 'success', value: [] })
  })
})

describe('the steps of a sign-in, for an app', () => {
  it('prove an address, with a new code when asked for one', async () => {
    const email = await someoneWith('email_verification_required')
    const asked = await verifyOnDevice(stack, email)
    expect(asked.step).toMatchObject({ step: { kind: 'verify-email' }, email })
    const resent = await goOn(asked, { resend: '1' })
    expect(resent.step?.step.kind).toBe('verify-email')
    expect((await goOn(resent, { code: await readCode(stack.workosUrl, email) })).signedIn?.session.user).toMatchObject({ email, emailVerified: true })
  })

  it('set an authenticator app up, and ask for it the next time', async () => {
    const email = await someoneWith('mfa_enrollment')
    const asked = await verifyOnDevice(stack, email)
    expect(asked.step?.step).toMatchObject({ kind: 'mfa-enroll', secret: expect.any(String), uri: expect.stringContaining('otpauth://') })
    expect((await goOn(asked, { code: await workos.readTotp(email) })).signedIn).toBeDefined()
    const again = await verifyOnDevice(stack, email)
    expect(again.step?.step).toEqual({ kind: 'mfa' })
    expect((await goOn(again, { code: await workos.readTotp(email) })).signedIn).toBeDefined()
  })

  it('let somebody of several organizations choose, unless the app knows which', async () => {
    const asked = await verifyOnDevice(stack, 'dual@example.com')
    expect(asked.step?.step).toMatchObject({ kind: 'organization', organizations: [{ id: SEED.acme, name: 'Acme' }, { id: SEED.globex, name: 'Globex' }] })
    expect((await goOn(asked, { organizationId: SEED.globex })).signedIn?.session.organizationId).toBe(SEED.globex)
    expect((await signInOnDevice(stack, 'dual@example.com', { organizationId: SEED.acme })).session.organizationId).toBe(SEED.acme)
  })

  it('make sure by mail and by text message', async () => {
    const email = await someoneWith('radar_email_challenge', 'email_verification_required')
    const asked = await verifyOnDevice(stack, email)
    expect(asked.step?.step.kind).toBe('radar-email')
    const next = await goOn(asked, { code: await readCode(stack.workosUrl, email) })
    expect(next.step?.step.kind).toBe('verify-email')
    expect((await goOn(next, { code: await readCode(stack.workosUrl, email) })).signedIn).toBeDefined()

    const phoneNumber = `+1555${Math.floor(1e6 + Math.random() * 9e6)}`
    const bySms = await verifyOnDevice(stack, await someoneWith('radar_sms_challenge'))
    const sent = await goOn(bySms, { phoneNumber })
    expect(sent.step?.step).toEqual({ kind: 'radar-sms', phoneNumber })
    expect((await goOn(sent, { code: await readCode(stack.workosUrl, phoneNumber) })).signedIn).toBeDefined()
  })

  it('do not go on from another step, nor from what was made up, nor from the cookie of a browser', async () => {
    const asked = await verifyOnDevice(stack, await someoneWith('radar_email_challenge'))
    expect(await postFromDevice(stack, 'step', { step: 'mfa', code: '123456', continuation: asked.step?.continuation }))
      .toMatchObject({ status: 409, failure: { code: 'step_over' } })
    const visitor = createVisitor(stack.url)
    await visitor.postJson('/api/auth/magic-auth', { email: newAddress('device') })
    for (const continuation of ['nonsense', decodeURIComponent(visitor.cookies.get('wos-flow') ?? '')]) {
      expect(await postFromDevice(stack, 'magic-auth/verify', { code: '123456', continuation })).toMatchObject({ status: 400, failure: { code: 'flow_expired' } })
    }
  })
})

describe('through the browser, an app', () => {
  async function authorize(fields: Record<string, unknown> = {}) {
    const pkce = devicePkce()
    const { codeVerifier, ...sent } = pkce
    const answer = await postFromDevice(stack, 'authorize', { redirectUri: REDIRECT, provider: 'google', ...sent, ...fields })
    return { ...pkce, answer, ...answer.body as { url: string, continuation: string } }
  }

  function codeOf(callback: string): string {
    return new URL(callback, REDIRECT).searchParams.get('code') ?? ''
  }

  it('signs in with the verifier that only it has', async () => {
    const email = newAddress('device')
    const { url, continuation, codeVerifier, state } = await authorize()
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(REDIRECT)
    const callback = await passProvider(url, { email })
    expect(new URL(callback, REDIRECT).searchParams.get('state')).toBe(state)
    const { signedIn } = await postFromDevice(stack, 'exchange', { code: codeOf(callback), codeVerifier, continuation })
    expect(signedIn?.session.user.email).toBe(email)
  })

  it.each(['authkit', undefined])('may leave the way in to WorkOS (%s)', async (provider) => {
    const email = newAddress('device')
    const { url, continuation, codeVerifier } = await authorize({ provider })
    expect(new URL(url).searchParams.get('provider')).toBe('authkit')
    expect((await postFromDevice(stack, 'exchange', { code: codeOf(await passProvider(url, { email })), codeVerifier, continuation })).signedIn?.session.user.email).toBe(email)
  })

  it('cannot use a code without its verifier', async () => {
    const { url, continuation } = await authorize()
    const code = codeOf(await passProvider(url, { email: newAddress('device') }))
    expect(await postFromDevice(stack, 'exchange', { code, codeVerifier: devicePkce().codeVerifier, continuation })).toMatchObject({ status: 400, failure: { code: 'invalid_grant' } })
  })

  it('is told in words when the person or the provider says no', async () => {
    const { continuation, codeVerifier } = await authorize()
    expect(await postFromDevice(stack, 'exchange', { error: 'access_denied', codeVerifier, continuation })).toMatchObject({ status: 400, failure: { code: 'access_denied', message: expect.stringContaining('did not let') } })
    expect((await postFromDevice(stack, 'exchange', { error: '<b>', codeVerifier, continuation })).failure?.code).toBe('callback_refused')
  })

  it('goes to single sign-on by itself, even if there is only one', async () => {
    const asked = await postFromDevice(stack, 'magic-auth', { email: 'homer@globex.com' })
    expect(asked.step?.step).toEqual({ kind: 'sso', connections: [{ id: SEED.globexSso, name: 'Globex SSO' }] })
    const { url, continuation, codeVerifier } = await authorize({ provider: undefined, connectionId: SEED.globexSso, continuation: asked.step?.continuation })
    expect(new URL(url).searchParams.get('login_hint')).toBe('homer@globex.com')
    const { signedIn } = await postFromDevice(stack, 'exchange', { code: codeOf(await passProvider(url, { email: 'homer@globex.com' })), codeVerifier, continuation })
    expect(signedIn?.session).toMatchObject({ user: { email: 'homer@globex.com' }, organizationId: SEED.globex })
  })

  it('takes the steps that a provider leaves to WorkOS', async () => {
    const email = newAddress('device')
    const { url, continuation, codeVerifier } = await authorize()
    const asked = await postFromDevice(stack, 'exchange', { code: codeOf(await passProvider(url, { email, unverified: true })), codeVerifier, continuation })
    expect(asked.step?.step.kind).toBe('verify-email')
    expect((await goOn(asked, { code: await readCode(stack.workosUrl, email) })).signedIn).toBeDefined()
  })

  it.each([
    'http://localhost:51004/elsewhere',
    'https://localhost:51004/auth/callback',
    'http://evil.example/auth/callback',
    'http://localhost:51004@evil.example/auth/callback',
    'com.example.other://auth',
    'javascript:alert(1)',
  ])('is not returned to %s', async (redirectUri) => {
    const { answer } = await authorize({ redirectUri })
    expect(answer).toMatchObject({ status: 400, failure: { code: 'redirect_unknown' } })
  })

  it.each([
    ['no challenge', { codeChallenge: undefined }],
    ['a plain challenge', { codeChallenge: 'too-short' }],
    ['a guessable state', { state: '1' }],
    ['an unknown provider', { provider: 'myspace' }],
  ])('does not begin with %s', async (_, fields) => {
    const { answer } = await authorize(fields)
    expect([400, 404]).toContain(answer.status)
  })
})

describe('the routes for apps', () => {
  it.each([
    [{ origin: 'https://evil.example' }, 'cross_origin'],
    [{ 'sec-fetch-site': 'cross-site' }, 'cross_origin'],
    [{ 'sec-fetch-site': 'same-origin' }, 'native_browser'],
    [{ origin: stack.url }, 'native_browser'],
  ])('refuse a browser that says %j', async (headers, code) => {
    const response = await fetch(`${stack.url}/api/native/magic-auth`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...headers as Record<string, string> }, body: JSON.stringify({ email: newAddress('device') }),
    })
    expect([response.status, (await response.json() as { code: string }).code]).toEqual([403, code])
  })

  it('read no cookie, not even of somebody who is signed in', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress('device'))
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    for (const route of ['magic-auth', 'magic-auth/verify', 'step', 'exchange', 'authorize', 'refresh', 'organization', 'sign-out']) {
      const { signedIn, status } = await postFromDevice(stack, route, { email: newAddress('device') }, { cookie })
      expect([route, signedIn]).toEqual([route, undefined])
      if (route !== 'magic-auth') expect([route, status]).toEqual([route, 400])
    }
    expect((await visitor.request('/api/auth/session')).status).toBe(200)
    expect(await (await visitor.request('/api/auth/session')).json()).not.toBeNull()
  })

  it('answer what cannot be read with a refusal', async () => {
    for (const route of ['magic-auth', 'magic-auth/verify', 'step', 'exchange', 'authorize', 'refresh', 'organization', 'sign-out']) {
      for (const body of ['{', '[]', 'null', '{"email":{},"refreshToken":1,"continuation":[]}', JSON.stringify({ refreshToken: 'x'.repeat(70_000) })]) {
        const response = await fetch(`${stack.url}/api/native/${route}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        expect([route, body.slice(0, 10), [400, 413].includes(response.status)]).toEqual([route, body.slice(0, 10), true])
        expect(await response.json()).toEqual({ code: expect.any(String), message: expect.any(String) })
      }
    }
  })
})
