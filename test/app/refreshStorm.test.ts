import { setTimeout as delay } from 'node:timers/promises'
import { sessionEncryption } from '@workos/authkit-session'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { countRefreshes } from '../support/appServer'
import { startStack, type Stack } from '../support/stack'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'

const COOKIE = 'wos-session'
const AUTHENTICATE = { method: 'POST', path: '/user_management/authenticate', grantType: 'refresh_token' }
const TO_LOGIN = [302, '/login?returnTo=%2Ftasks']
const password = createCookiePassword()

/** A stack of its own: it counts what WorkOS is asked, and changes how long tokens live. */
let stack: Stack
beforeAll(async () => {
  stack = await startStack({ prod: true, env: { WORKOS_COOKIE_PASSWORD: password } })
})
afterAll(async () => await stack.stop())
beforeEach(async () => {
  await control('DELETE', 'hooks')
  await control('DELETE', 'requests')
  await control('PATCH', 'config', { accessTokenTtl: 300 })
})

async function control(method: string, route: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${stack.workosUrl}/_emulate/${route}`, {
    method,
    ...body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  })
  expect(response.ok).toBe(true)
  return await response.json()
}

async function signInFor(seconds: number, email = newAddress()): Promise<Visitor> {
  await control('PATCH', 'config', { accessTokenTtl: seconds })
  const visitor = await createSignedInVisitor(stack, email)
  await control('PATCH', 'config', { accessTokenTtl: 300 })
  return visitor
}

/** Signed in, with an access token that has died meanwhile. The next one lives long. */
async function createExpiredVisitor(email?: string): Promise<Visitor> {
  const visitor = await signInFor(1, email)
  // A token's times are whole seconds, rounded down: a second after its birth at the latest it is dead.
  await delay(1_000)
  return visitor
}

/** A second jar with the same cookies, as another tab or a thief would hold. */
function copyOf(visitor: Visitor): Visitor {
  const copy = createVisitor(stack.url)
  for (const [name, value] of visitor.cookies) copy.cookies.set(name, value)
  return copy
}

async function tokenOf(response: Response): Promise<{ token: string, jti: string }> {
  const { token } = await response.json() as { token: string }
  const { jti } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }
  return { token, jti }
}

const REQUESTS: Array<(visitor: Visitor) => Promise<Response>> = [
  visitor => visitor.request('/tasks'),
  visitor => visitor.request('/api/auth/session'),
  visitor => visitor.postJson('/api/auth/token', {}),
]

describe('two hundred requests with one expired cookie', () => {
  it('spend the refresh token once, and all get the same new pair', async () => {
    const email = newAddress()
    const visitor = await createExpiredVisitor(email)
    const answers = await Promise.all(Array.from({ length: 200 }, async (_, index) => {
      const tab = copyOf(visitor)
      const response = await REQUESTS[index % REQUESTS.length]!(tab)
      return { status: response.status, text: await response.text(), cookie: tab.cookies.get(COOKIE) ?? '' }
    }))

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    for (const { text } of answers.filter((_, index) => index % REQUESTS.length < 2)) expect(text).toContain(email)
    expect(await countRefreshes(stack.workosUrl)).toBe(1)

    const renewed = answers.map(({ cookie }) => cookie).filter(cookie => cookie !== visitor.cookies.get(COOKIE))
    expect(renewed).toHaveLength(200)
    const pairs = await Promise.all(renewed.map(async (cookie) => {
      const { accessToken, refreshToken } = await sessionEncryption.unsealData<{ accessToken: string, refreshToken: string }>(decodeURIComponent(cookie), { password })
      return `${accessToken} ${refreshToken}`
    }))
    expect(new Set(pairs).size).toBe(1)
    const tokens = answers.filter((_, index) => index % REQUESTS.length === 2).map(({ text }) => (JSON.parse(text) as { token: string }).token)
    expect(new Set(tokens)).toEqual(new Set([pairs[0]?.split(' ')[0]]))
  })
})

describe('signing out while a refresh is under way', () => {
  it.each([
    ['WorkOS has ended the session', []],
    ['WorkOS could not be told', [{ method: 'POST', path: '/user_management/sessions/revoke', status: 500 }]],
  ])('is final when %s', async (_, faults) => {
    const visitor = await createExpiredVisitor()
    const copy = copyOf(visitor)
    const late = copyOf(visitor)
    for (const fault of faults) await control('POST', 'hooks', fault)
    const { id } = await control('POST', 'hooks', { ...AUTHENTICATE, delayMs: 1_500, count: 1 }) as { id: string }

    const answer = late.request('/tasks')
    // A fault that is used up is gone from the list: the refresh has reached WorkOS.
    await vi.waitFor(async () => {
      const waiting = await control('GET', 'hooks') as Array<{ id: string }>
      expect(waiting.map(fault => fault.id)).not.toContain(id)
    }, { timeout: 5_000, interval: 20 })
    await visitor.postForm('/api/auth/logout', {})

    const response = await answer
    expect([response.status, response.headers.get('location')]).toEqual(TO_LOGIN)
    expect(late.cookies.has(COOKIE)).toBe(false)
    expect(await countRefreshes(stack.workosUrl)).toBe(1)
    expect(await (await copy.request('/api/auth/session')).json()).toBeNull()
    expect(copy.cookies.has(COOKIE)).toBe(false)
  })
})

describe('a request whose answer may be thrown away', () => {
  it.each([
    ['HEAD', { method: 'HEAD' }],
    ['a prefetch', { headers: { 'sec-purpose': 'prefetch' } }],
    ['a prerender', { headers: { 'sec-purpose': 'prefetch;prerender' } }],
  ])('%s never refreshes', async (_, init) => {
    const visitor = await createExpiredVisitor()
    const before = visitor.cookies.get(COOKIE)
    const response = await visitor.request('/tasks', init)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
    expect(visitor.cookies.get(COOKIE)).toBe(before)
    expect(await countRefreshes(stack.workosUrl)).toBe(0)

    expect((await visitor.request('/tasks')).status).toBe(200)
    expect(await countRefreshes(stack.workosUrl)).toBe(1)
  })
})

describe('a client that calls each of its tokens stale', () => {
  it('is slowed down, and its pages still work', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    let { jti } = await tokenOf(await visitor.postJson('/api/auth/token', {}))
    const refusals: Response[] = []
    for (let round = 0; round < 50; round++) {
      const response = await visitor.postJson('/api/auth/token', { stale: jti })
      if (response.ok) jti = (await tokenOf(response)).jti
      else refusals.push(response)
    }
    const refreshes = await countRefreshes(stack.workosUrl)
    expect(refreshes).toBeGreaterThan(0)
    expect(refreshes).toBeLessThanOrEqual(6)
    expect(refusals).toHaveLength(50 - refreshes)
    expect(new Set(refusals.map(({ status }) => status))).toEqual(new Set([429]))
    for (const { headers } of refusals) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await visitor.request('/tasks')).status).toBe(200)
    expect((await visitor.postJson('/api/auth/token', {})).status).toBe(200)
  })
})

describe('a session that WorkOS renews only after another step', () => {
  it('works until its token dies, and then leads to the sign-in page', async () => {
    const visitor = await signInFor(5)
    const { expiresAt } = await (await visitor.request('/api/auth/session')).json() as { expiresAt: number }
    await control('POST', 'hooks', { ...AUTHENTICATE, status: 400, body: { error: 'sso_required' } })

    // The last fifth of its life is when a token is renewed.
    await delay(expiresAt - 900 - Date.now())
    expect((await visitor.request('/tasks')).status).toBe(200)
    expect(await countRefreshes(stack.workosUrl)).toBe(1)

    await delay(expiresAt - Date.now())
    const response = await visitor.request('/tasks')
    expect([response.status, response.headers.get('location')]).toEqual(TO_LOGIN)
    expect(visitor.cookies.has(COOKIE)).toBe(false)
    expect((await visitor.request('/login')).status).toBe(200)
  })
})
