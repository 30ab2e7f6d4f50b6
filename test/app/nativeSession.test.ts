import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { countRefreshes, startAppServer } from '../support/appServer'
import { postFromDevice, signInOnDevice } from '../support/device'
import { startStack, type Stack } from '../support/stack'
import { newAddress } from '../support/visitor'
import { controlWorkos, SEED } from '../support/workosControl'

const AUTHENTICATE = { method: 'POST', path: '/user_management/authenticate', grantType: 'refresh_token' }

/** A stack of its own: it counts what WorkOS is asked, and makes it fail. */
let stack: Stack
beforeAll(async () => {
  stack = await startStack({ prod: true })
})
afterAll(async () => await stack.stop())
beforeEach(async () => {
  await control('DELETE', 'hooks')
  await control('DELETE', 'requests')
  await control('PATCH', 'config', { accessTokenTtl: 300 })
})

async function control(method: string, route: string, body?: unknown): Promise<void> {
  const response = await fetch(`${stack.workosUrl}/_emulate/${route}`, {
    method, ...body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  })
  expect(response.ok).toBe(true)
}

async function statusOfSessions(userId: string): Promise<string[]> {
  return (await controlWorkos(stack.workosUrl).listSessions(userId)).map(({ status }) => status)
}

describe('renewing on a device', () => {
  it('gives a new pair for the old one', async () => {
    const { tokens, session } = await signInOnDevice(stack, newAddress('device'))
    const { signedIn } = await postFromDevice(stack, 'refresh', tokens)
    expect(signedIn?.session).toEqual(session)
    expect(signedIn?.tokens.accessToken).not.toBe(tokens.accessToken)
    expect(signedIn?.tokens.refreshToken).not.toBe(tokens.refreshToken)
  })

  it('spends the refresh token once for fifty requests at the same time', async () => {
    const { tokens } = await signInOnDevice(stack, newAddress('device'))
    const answers = await Promise.all(Array.from({ length: 50 }, () => postFromDevice(stack, 'refresh', { refreshToken: tokens.refreshToken })))
    expect(new Set(answers.map(({ signedIn }) => signedIn?.tokens.refreshToken)).size).toBe(1)
    expect(answers[0]?.signedIn).toBeDefined()
    expect(await countRefreshes(stack.workosUrl)).toBe(1)
  })

  it('answers a device that lost the answer once more', async () => {
    const { tokens } = await signInOnDevice(stack, newAddress('device'))
    const lost = await postFromDevice(stack, 'refresh', tokens)
    const again = await postFromDevice(stack, 'refresh', { refreshToken: tokens.refreshToken })
    expect(again.signedIn?.tokens.refreshToken).toBe(lost.signedIn?.tokens.refreshToken)
  })

  it('ends the session only when WorkOS says so', async () => {
    const { tokens, session } = await signInOnDevice(stack, newAddress('device'))
    for (const [fault, status, code] of [
      [{ status: 500 }, 503, 'unavailable'],
      [{ status: 429 }, 503, 'unavailable'],
      [{ status: 401, body: { message: 'Unauthorized' } }, 503, 'unavailable'],
      [{ status: 502, body: '<html>' }, 503, 'unavailable'],
    ] as const) {
      await control('POST', 'hooks', { ...AUTHENTICATE, ...fault, count: 1 })
      const answer = await postFromDevice(stack, 'refresh', { refreshToken: tokens.refreshToken })
      expect([fault, answer.status, answer.failure?.code]).toEqual([fault, status, code])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      await control('DELETE', 'hooks')
    }
    const renewed = await postFromDevice(stack, 'refresh', tokens)
    expect(renewed.signedIn).toBeDefined()
    expect(await postFromDevice(stack, 'refresh', { refreshToken: 'made-up' })).toMatchObject({ status: 401, failure: { code: 'session_ended' } })

    await fetch(`${stack.workosUrl}/user_management/sessions/revoke`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'authorization': 'Bearer sk_test_emulator' }, body: JSON.stringify({ session_id: session.sessionId }),
    })
    expect(await postFromDevice(stack, 'refresh', renewed.signedIn?.tokens)).toMatchObject({ status: 401, failure: { code: 'session_ended' } })
  })

  it('goes on with a token that lives when WorkOS wants another step', async () => {
    const { tokens } = await signInOnDevice(stack, newAddress('device'))
    await control('POST', 'hooks', { ...AUTHENTICATE, status: 400, body: { error: 'sso_required' } })
    expect(await postFromDevice(stack, 'refresh', tokens)).toMatchObject({ status: 503, failure: { code: 'unavailable' } })
  })

  it('leads to a new sign-in when WorkOS wants another step and the token is dead', async () => {
    await control('PATCH', 'config', { accessTokenTtl: 1 })
    const { tokens } = await signInOnDevice(stack, newAddress('device'))
    await delay(1_100)
    await control('POST', 'hooks', { ...AUTHENTICATE, status: 400, body: { error: 'sso_required' } })
    expect(await postFromDevice(stack, 'refresh', tokens)).toMatchObject({ status: 401, failure: { code: 'session_ended' } })
  })

  it('slows a device down that asks in a loop', async () => {
    let { tokens } = await signInOnDevice(stack, newAddress('device'))
    let refusals = 0
    for (let round = 0; round < 12; round++) {
      const { signedIn, status, headers } = await postFromDevice(stack, 'refresh', tokens)
      if (signedIn) tokens = signedIn.tokens
      else {
        expect(status).toBe(429)
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
        refusals++
      }
    }
    expect(refusals).toBeGreaterThanOrEqual(6)
  })
})

describe('another organization on a device', () => {
  it('keeps the session and changes its organization', async () => {
    const { tokens, session } = await signInOnDevice(stack, 'dual@example.com', { organizationId: SEED.acme })
    const { signedIn } = await postFromDevice(stack, 'organization', { ...tokens, organizationId: SEED.globex })
    expect(signedIn?.session).toMatchObject({ sessionId: session.sessionId, organizationId: SEED.globex })
    expect((await postFromDevice(stack, 'refresh', signedIn?.tokens)).signedIn?.session.organizationId).toBe(SEED.globex)
  })

  it('is refused to those who do not belong to it, and changes nothing', async () => {
    const { tokens } = await signInOnDevice(stack, 'linus@acme.com')
    expect(await postFromDevice(stack, 'organization', { ...tokens, organizationId: SEED.globex })).toMatchObject({ status: 400, failure: { code: 'organization_membership_not_found' } })
    expect((await postFromDevice(stack, 'refresh', tokens)).signedIn?.session.organizationId).toBe(SEED.acme)
  })

  it('may ask for its single sign-on first', async () => {
    const { tokens } = await signInOnDevice(stack, 'dual@example.com', { organizationId: SEED.acme })
    await fetch(`${stack.workosUrl}/_emulate/organization-policies/${SEED.globex}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ssoRequired: true }) })
    const { step } = await postFromDevice(stack, 'organization', { ...tokens, organizationId: SEED.globex })
    expect(step).toMatchObject({ email: 'dual@example.com', step: { kind: 'sso', connections: [{ id: SEED.globexSso }] } })
    await fetch(`${stack.workosUrl}/_emulate/organization-policies/${SEED.globex}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' })
    expect((await postFromDevice(stack, 'refresh', tokens)).signedIn?.session.organizationId).toBe(SEED.acme)
  })
})

describe('signing out on a device', () => {
  it.each([
    ['both tokens', (tokens: object) => tokens],
    ['the refresh token alone', ({ refreshToken }: { refreshToken?: string }) => ({ refreshToken })],
  ])('ends the session at WorkOS, by %s', async (_, proof) => {
    const { tokens, session } = await signInOnDevice(stack, newAddress('device'))
    expect((await postFromDevice(stack, 'sign-out', proof(tokens))).body).toEqual({ signedOut: true })
    expect(await statusOfSessions(session.user.id)).not.toContain('active')
    expect(await postFromDevice(stack, 'refresh', tokens)).toMatchObject({ status: 401, failure: { code: 'session_ended' } })
    expect((await postFromDevice(stack, 'sign-out', proof(tokens))).status).toBe(200)
  })

  it('does not end somebody else\'s session by a token that was made up', async () => {
    const victim = await signInOnDevice(stack, newAddress('device'))
    const [head, , signature] = victim.tokens.accessToken.split('.')
    const claims = Buffer.from(JSON.stringify({ sid: victim.session.sessionId, sub: 'x', iss: 'x', iat: 1, exp: 2 })).toString('base64url')
    await postFromDevice(stack, 'sign-out', { refreshToken: 'made-up', accessToken: `${head}.${claims}.${signature}` })
    expect(await statusOfSessions(victim.session.user.id)).toContain('active')
  })

  it('tells a device that WorkOS could not be told, and wins over a renewal that is under way', async () => {
    const { tokens } = await signInOnDevice(stack, newAddress('device'))
    await control('POST', 'hooks', { method: 'POST', path: '/user_management/sessions/revoke', status: 500 })
    await control('POST', 'hooks', { ...AUTHENTICATE, delayMs: 1_000, count: 1 })
    const late = postFromDevice(stack, 'refresh', tokens)
    await delay(300)
    expect(await postFromDevice(stack, 'sign-out', tokens)).toMatchObject({ status: 503, failure: { code: 'unavailable' } })
    expect(await late).toMatchObject({ status: 401, failure: { code: 'session_ended' } })
  })
})

describe('the routes for apps', () => {
  it('are off unless the site turns them on', async () => {
    const off = await startAppServer(stack, { cookiePassword: createCookiePassword(), env: { NUXT_AUTH_NATIVE: 'false' } })
    try {
      for (const route of ['magic-auth', 'authorize', 'refresh']) {
        expect(await postFromDevice(off, route, { email: newAddress('device') })).toMatchObject({ status: 404, failure: { code: 'native_off' } })
      }
    }
    finally {
      await off.stop()
    }
  })

  it('do not start with a list of redirects that cannot be read', async () => {
    await expect(startAppServer(stack, { cookiePassword: createCookiePassword(), env: { NUXT_AUTH_NATIVE_REDIRECTS: 'http://evil.example/auth' } }))
      .rejects.toThrow(/NUXT_AUTH_NATIVE_REDIRECTS: "http:\/\/evil\.example\/auth"/)
  })

  it('hold a client back that floods them', async () => {
    const strict = await startAppServer(stack, { cookiePassword: createCookiePassword(), env: { NUXT_AUTH_LIMITS_RENEW_PER_CLIENT: '3' } })
    try {
      const statuses = []
      for (let round = 0; round < 5; round++) statuses.push((await postFromDevice(strict, 'refresh', { refreshToken: `made-up-${round}` })).status)
      expect(statuses).toEqual([401, 401, 401, 429, 429])
    }
    finally {
      await strict.stop()
    }
  })
})
