import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WORKOS_EMULATOR } from '../../emulators/defaults'
import { startStack, type Stack } from '../support/stack'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'

/** Browsers drop a cookie whose name and value exceed this (RFC 6265bis, 5.6). */
const COOKIE_BYTES = 4096
const COOKIE = 'wos-session'
const MEMBER = 'grace@acme.com'

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}-${index + 1}`)
/** Claims as an organization with fine-grained rights has them. */
const MANY_RIGHTS = { roles: numbered('department-role', 10), permissions: numbered('documents:permission', 40) }
/** WorkOS renders at most 3072 bytes of claims. Encryption does not compress, so the same letter will do. */
const NEARLY_TOO_BIG = { notes: 'x'.repeat(3040) }

/** A stack of its own: the JWT template is for everyone of its WorkOS environment. */
let stack: Stack
const sizes: Array<Record<string, string | number>> = []
beforeAll(async () => {
  stack = await startStack({ prod: true })
})
afterAll(async () => {
  console.table(sizes)
  await stack.stop()
})
afterEach(async () => await setTemplate({ plain: true }))

async function setTemplate(claims: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${stack.workosUrl}/user_management/jwt_template`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'authorization': `Bearer ${WORKOS_EMULATOR.apiKey}` },
    body: JSON.stringify({ content: JSON.stringify(claims) }),
  })
  expect(response.status).toBe(200)
}

/** The sizes of the session's cookies, name and value, by name. */
function bytesOf(visitor: Visitor): Record<string, number> {
  const session = [...visitor.cookies].filter(([name]) => name === COOKIE || name.startsWith(`${COOKIE}.`))
  return Object.fromEntries(session.map(([name, value]) => [name, Buffer.byteLength(name + value)]))
}

function note(session: string, visitor: Visitor): void {
  const bytes = Object.values(bytesOf(visitor))
  sizes.push({ session, cookies: bytes.length, bytes: bytes.join(' + '), of: COOKIE_BYTES })
}

async function expectSignedIn(visitor: Visitor, email: string): Promise<void> {
  expect(await (await visitor.request('/api/auth/session')).json()).toMatchObject({ user: { email } })
  expect((await visitor.request('/tasks')).status).toBe(200)
}

async function signInWithTooMuch(email = newAddress()): Promise<Visitor> {
  await setTemplate(NEARLY_TOO_BIG)
  return await createSignedInVisitor(stack, email)
}

/** New tokens, as the template now has them. */
async function renew(visitor: Visitor): Promise<Response> {
  const { token } = await (await visitor.postJson('/api/auth/token', {})).json() as { token: string }
  const { jti } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }
  const response = await visitor.postJson('/api/auth/token', { stale: jti })
  expect(response.status).toBe(200)
  return response
}

function expectKeptByBrowsers(response: Response): void {
  const lines = response.headers.getSetCookie()
  expect(lines).not.toEqual([])
  for (const line of lines) expect(Buffer.byteLength(line.replace(/;.*/, '')) - '='.length).toBeLessThan(COOKIE_BYTES)
}

describe('the session cookie', () => {
  it('is one cookie for a plain user', async () => {
    const email = newAddress()
    const visitor = await createSignedInVisitor(stack, email)
    note('plain user', visitor)
    expect(bytesOf(visitor)).toEqual({ [COOKIE]: expect.toSatisfy((bytes: number) => bytes < COOKIE_BYTES) })
    expectKeptByBrowsers(await renew(visitor))
    await expectSignedIn(visitor, email)
  })

  it('holds a member with ten roles and forty permissions', async () => {
    await setTemplate(MANY_RIGHTS)
    const visitor = await createSignedInVisitor(stack, MEMBER)
    note('10 roles, 40 permissions', visitor)
    // Just fits, so that other AuthKit applications can read it.
    expect(Object.keys(bytesOf(visitor))).toEqual([COOKIE])
    expectKeptByBrowsers(await renew(visitor))
    await expectSignedIn(visitor, MEMBER)
    expect(await (await visitor.request('/api/auth/session')).json()).toMatchObject(MANY_RIGHTS)
  })

  it('is split when claims come near to what WorkOS allows', async () => {
    const email = newAddress()
    const visitor = await signInWithTooMuch(email)
    note('template near 3072 bytes', visitor)
    expect(Object.keys(bytesOf(visitor))).toEqual([`${COOKIE}.0`, `${COOKIE}.1`])
    expectKeptByBrowsers(await renew(visitor))
    await expectSignedIn(visitor, email)
  })

  it('leaves no chunk behind when it shrinks, and no whole when it grows', async () => {
    const email = newAddress()
    const visitor = await signInWithTooMuch(email)
    await setTemplate({ plain: true })
    await renew(visitor)
    expect(Object.keys(bytesOf(visitor))).toEqual([COOKIE])
    await expectSignedIn(visitor, email)

    await setTemplate(NEARLY_TOO_BIG)
    await renew(visitor)
    expect(Object.keys(bytesOf(visitor))).toEqual([`${COOKIE}.0`, `${COOKIE}.1`])
    await expectSignedIn(visitor, email)
  })

  it.each(['0', '1'])('means nobody, and is cleared, when chunk %s is missing', async (missing) => {
    const whole = await signInWithTooMuch()
    for (const [path, expected] of [['/api/auth/session', 200], ['/tasks', 302]] as const) {
      const visitor = createVisitor(stack.url)
      for (const [name, value] of whole.cookies) if (name !== `${COOKIE}.${missing}`) visitor.cookies.set(name, value)
      expect(Object.keys(bytesOf(visitor))).toHaveLength(1)
      const response = await visitor.request(path)
      expect(response.status).toBe(expected)
      expect(bytesOf(visitor)).toEqual({})
      expect(await (await visitor.request('/api/auth/session')).json()).toBeNull()
    }
  })

  it('goes altogether when the visitor leaves', async () => {
    const visitor = await signInWithTooMuch()
    await visitor.postForm('/api/auth/logout', {})
    expect(bytesOf(visitor)).toEqual({})
  })
})
