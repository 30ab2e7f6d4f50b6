import { sessionEncryption } from '@workos/authkit-session'
import { WorkOS } from '@workos-inc/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { WORKOS_EMULATOR } from '../../emulators/defaults'
import { startStack, type Stack } from '../support/stack'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'

const COOKIE = 'wos-session'
const { apiKey, clientId } = WORKOS_EMULATOR
/** Applications on one domain share it. */
const cookiePassword = createCookiePassword()

/** A stack of its own: these tests must know what seals its cookies. */
let stack: Stack
let workos: WorkOS
beforeAll(async () => {
  stack = await startStack({ prod: true, env: { WORKOS_COOKIE_PASSWORD: cookiePassword } })
  const { hostname, port } = new URL(stack.workosUrl)
  workos = new WorkOS(apiKey, { clientId, apiHostname: hostname, port: Number(port), https: false })
})
afterAll(async () => await stack.stop())

function sealedBy(visitor: Visitor): string {
  return decodeURIComponent(visitor.cookies.get(COOKIE) ?? '')
}

/** Signs in at WorkOS as another application does, without this one. */
async function signInElsewhere(email: string, session?: { sealSession: true, cookiePassword: string }) {
  const { code } = await workos.userManagement.createMagicAuth({ email })
  return await workos.userManagement.authenticateWithMagicAuth({ clientId, email, code, ...session && { session } })
}

describe('our session cookie', () => {
  it('is read by WorkOS\'s AuthKit library', async () => {
    const email = newAddress()
    const visitor = await createSignedInVisitor(stack, email)
    const { token } = await (await visitor.postJson('/api/auth/token', {})).json() as { token: string }
    expect(await sessionEncryption.unsealData(sealedBy(visitor), { password: cookiePassword })).toMatchObject({
      accessToken: token,
      refreshToken: expect.stringMatching(/./),
      user: { object: 'user', email, emailVerified: true },
    })
  })

  it('is read, verified and renewed by WorkOS\'s SDK', async () => {
    const email = newAddress()
    const visitor = await createSignedInVisitor(stack, email)
    const session = workos.userManagement.loadSealedSession({ sessionData: sealedBy(visitor), cookiePassword })
    expect(await session.authenticate()).toMatchObject({ authenticated: true, user: { email } })

    const renewed = await session.refresh({ cookiePassword })
    const sealed = renewed.authenticated ? renewed.sealedSession : undefined
    const elsewhere = createVisitor(stack.url)
    elsewhere.cookies.set(COOKIE, encodeURIComponent(sealed ?? ''))
    expect(await (await elsewhere.request('/api/auth/session')).json()).toMatchObject({ user: { email } })
  })
})

describe('a cookie that another application has sealed', () => {
  it.each<[string, (email: string) => Promise<string | undefined>]>([
    ['the AuthKit library', async (email) => {
      const { accessToken, refreshToken, user, impersonator } = await signInElsewhere(email)
      return await sessionEncryption.sealData({ accessToken, refreshToken, user, impersonator }, { password: cookiePassword })
    }],
    ['the SDK', async email => (await signInElsewhere(email, { sealSession: true, cookiePassword })).sealedSession],
  ])('with %s signs its visitor in here', async (_, seal) => {
    const email = newAddress()
    const visitor = createVisitor(stack.url)
    visitor.cookies.set(COOKIE, encodeURIComponent(await seal(email) ?? ''))

    expect(await (await visitor.request('/api/auth/session')).json()).toMatchObject({ user: { email, emailVerified: true } })
    const page = await visitor.request('/tasks')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(email)
    expect((await visitor.postForm('/api/auth/logout', {})).headers.get('location')).toBe('/')
    expect(visitor.cookies.has(COOKIE)).toBe(false)
  })

  it('with another password signs nobody in, and is cleared', async () => {
    const visitor = createVisitor(stack.url)
    const { sealedSession } = await signInElsewhere(newAddress(), { sealSession: true, cookiePassword: createCookiePassword() })
    visitor.cookies.set(COOKIE, encodeURIComponent(sealedSession ?? ''))
    expect(await (await visitor.request('/api/auth/session')).json()).toBeNull()
    expect(visitor.cookies.has(COOKIE)).toBe(false)
  })
})
