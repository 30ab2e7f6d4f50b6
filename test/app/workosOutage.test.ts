import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readCode } from '../support/inbox'
import { startStack, type Stack } from '../support/stack'
import { createSignedInVisitor, createVisitor, newAddress } from '../support/visitor'

const HOOKS = '/_emulate/hooks'
const AUTHENTICATE = '/user_management/authenticate'

/** A stack of its own: what fails here must not fail for the other tests. */
let stack: Stack
beforeAll(async () => {
  stack = await startStack({ prod: true })
})
afterAll(async () => await stack.stop())
beforeEach(async () => {
  await fetch(stack.workosUrl + HOOKS, { method: 'DELETE' })
})

async function breakWorkos(hook: { method: string, path: string, status?: number, body?: unknown, delayMs?: number, count?: number }) {
  const response = await fetch(stack.workosUrl + HOOKS, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(hook) })
  expect(response.ok).toBe(true)
}

async function failure(response: Response) {
  return { status: response.status, retryAfter: response.headers.get('retry-after'), ...await response.json() as { code: string, message: string } }
}

describe('while WorkOS does not work', () => {
  it.each([
    ['answers 500', { status: 500, body: { message: 'oops' } }, { status: 503, code: 'unavailable' }],
    ['answers HTML', { status: 502, body: '<html>Bad gateway</html>' }, { status: 503, code: 'unavailable' }],
    ['answers 429', { status: 429, body: { message: 'slow down' } }, { status: 429, code: 'rate_limited' }],
    ['refuses our key', { status: 401, body: { message: 'Unauthorized' } }, { status: 503, code: 'misconfigured' }],
  ])('no code can be sent when it %s, and the page says so', async (_, hook, expected) => {
    await breakWorkos({ method: 'POST', path: '/user_management/magic_auth', ...hook })
    const email = newAddress()
    expect(await failure(await createVisitor(stack.url).postJson('/api/auth/magic-auth', { email }))).toMatchObject(expected)

    const visitor = createVisitor(stack.url)
    expect((await visitor.postForm('/api/auth/magic-auth', { email })).headers.get('location')).toBe('/login')
    const page = await (await visitor.request('/login')).text()
    expect(page).toContain('role="alert"')
    expect(page).toContain(`value="${email}"`)
  })

  it('gives up after seconds when it does not answer for thirty, and a later try works', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress()
    await visitor.postJson('/api/auth/magic-auth', { email })
    const code = await readCode(stack.workosUrl, email)

    await breakWorkos({ method: 'POST', path: AUTHENTICATE, status: 200, body: {}, delayMs: 30_000, count: 1 })
    expect(await failure(await visitor.postJson('/api/auth/magic-auth/verify', { code }))).toMatchObject({ status: 503, code: 'unavailable' })
    expect(await (await visitor.postJson('/api/auth/magic-auth/verify', { code })).json()).toEqual({ redirectTo: '/tasks' })
  })

  it.each([
    ['500', { status: 500 }],
    ['429', { status: 429, body: {} }],
    ['401', { status: 401, body: {} }],
    ['an unknown refusal', { status: 400, body: { error: 'invalid_client' } }],
    ['no JSON', { status: 200, body: '<html>' }],
  ])('nobody is signed out by a refresh that is answered with %s', async (_, hook) => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    const { token } = await (await visitor.postJson('/api/auth/token', {})).json() as { token: string }
    const { jti } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }

    await breakWorkos({ method: 'POST', path: AUTHENTICATE, count: 1, ...hook })
    expect(await failure(await visitor.postJson('/api/auth/token', { stale: jti }))).toMatchObject({ status: 503, code: 'unavailable', retryAfter: expect.any(Number) })
    // The old token is still good for everything else.
    expect(await (await visitor.postJson('/api/auth/token', {})).json()).toMatchObject({ token })
    expect((await visitor.request('/tasks')).status).toBe(200)

    const renewed = await visitor.postJson('/api/auth/token', { stale: jti })
    expect((await renewed.json() as { token: string }).token).not.toBe(token)
  })

  it('a code that has expired is refused in words, and a new one works', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress()
    await visitor.postJson('/api/auth/magic-auth', { email })
    const code = await readCode(stack.workosUrl, email)
    const advance = async (advanceSeconds: number) => await fetch(`${stack.workosUrl}/_emulate/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceSeconds }),
    })
    await advance(601)
    const refused = await failure(await visitor.postJson('/api/auth/magic-auth/verify', { code }))
    expect(refused).toMatchObject({ status: 400, code: 'one_time_code_expired', message: 'That code has expired. Use a new one.' })
    await advance(-601)

    await visitor.postJson('/api/auth/magic-auth', {})
    const answer = await visitor.postJson('/api/auth/magic-auth/verify', { code: await readCode(stack.workosUrl, email) })
    expect(await answer.json()).toEqual({ redirectTo: '/tasks' })
  })

  it('leaving works all the same', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    await breakWorkos({ method: 'POST', path: '/user_management/sessions/revoke', status: 500 })
    expect((await visitor.postForm('/api/auth/logout', {})).headers.get('location')).toBe('/')
    expect(visitor.cookies.has('wos-session')).toBe(false)
  })
})
