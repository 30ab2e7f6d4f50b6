import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { startAppServer, type AppServer } from '../support/appServer'
import { post, readSession } from '../support/signInSteps'
import { startStack, type Stack } from '../support/stack'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'
import { controlWorkos, passProvider, SEED } from '../support/workosControl'

/** A stack of its own, whose users' sessions are counted; and a server that lets in who comes without a state. */
let stack: Stack
let open: AppServer
let workos: ReturnType<typeof controlWorkos>
beforeAll(async () => {
  stack = await startStack({ prod: true })
  open = await startAppServer(stack, { cookiePassword: createCookiePassword(), env: { NUXT_AUTH_IMPERSONATION: 'true', NUXT_AUTH_IDP_INITIATED: 'true' } })
  workos = controlWorkos(stack.workosUrl)
})
afterAll(async () => {
  await open.stop()
  await stack.stop()
})

/** What WorkOS sends a browser to. */
async function arrive(visitor: Visitor, url: string, path: string, query: Record<string, string>): Promise<string> {
  const redirect = `${stack.workosUrl}/_emulate/${path}?${new URLSearchParams({ ...query, redirect_uri: `${url}/auth/callback` })}`
  const { pathname, search } = new URL((await fetch(redirect, { redirect: 'manual' })).headers.get('location') ?? '')
  expect(new URLSearchParams(search).has('state')).toBe(false)
  const response = await visitor.request(pathname + search)
  expect(response.status).toBe(303)
  return response.headers.get('location') ?? ''
}

const impersonate = (visitor: Visitor, url: string, email: string) =>
  arrive(visitor, url, 'impersonate', { email, impersonator: 'eve@team.example', reason: 'a support case' })

const fromIdp = (visitor: Visitor, url: string, email: string) =>
  arrive(visitor, url, 'idp-initiated', { email, connection_id: SEED.globexSso })

const statuses = async (email: string) => (await workos.listSessions(await workos.findUserId(email))).map(({ status }) => status)

describe('impersonation', () => {
  it('is explained where it is off, and its session is revoked', async () => {
    const visitor = createVisitor(stack.url)
    expect(await impersonate(visitor, stack.url, 'grace@acme.com')).toBe('/login')
    expect(await (await visitor.request('/login')).text()).toContain('does not let users be impersonated')
    expect(await readSession(visitor)).toBeNull()
    expect(await statuses('grace@acme.com')).toEqual(['revoked'])
  })

  it('shows who acts, through refreshes, and ends by signing out', async () => {
    const visitor = createVisitor(open.url)
    await workos.configure({ accessTokenTtl: 2 })
    expect(await impersonate(visitor, open.url, 'linus@acme.com')).toBe('/tasks')
    const impersonator = { email: 'eve@team.example', reason: 'a support case' }
    expect(await readSession(visitor)).toMatchObject({ user: { email: 'linus@acme.com' }, impersonator })
    const before = visitor.cookies.get('wos-session')
    await delay(2_100)
    expect(await readSession(visitor)).toMatchObject({ user: { email: 'linus@acme.com' }, impersonator })
    expect(visitor.cookies.get('wos-session')).not.toBe(before)
    expect(visitor.cookies.has('last-method')).toBe(false)
    await workos.configure({ accessTokenTtl: 300 })
    expect((await post(visitor, 'JSON', '/api/auth/logout', {})).to).toBe('/')
    expect(await readSession(visitor)).toBeNull()
  })

  it('ends nobody else\'s session, and joins nothing in the user\'s name', async () => {
    const email = newAddress('user')
    const user = await createSignedInVisitor(open, email)
    const visitor = createVisitor(open.url)
    await impersonate(visitor, open.url, email)
    expect((await post(visitor, 'JSON', '/api/auth/sessions/revoke', { all: '1' })).refusal).toMatchObject({ status: 403, code: 'impersonation_limited' })
    const { token } = await workos.invite({ email, organization_id: SEED.acme })
    expect((await post(visitor, 'JSON', '/api/auth/invitation', { invitationToken: token })).refusal).toMatchObject({ status: 403 })
    await post(visitor, 'JSON', '/api/auth/logout', {})
    expect(await readSession(user)).toMatchObject({ user: { email }, impersonator: null })
  })

  it('takes the place of whoever was signed in, whose own session is over', async () => {
    const email = newAddress('admin')
    const visitor = await createSignedInVisitor(open, email)
    expect(await impersonate(visitor, open.url, 'linus@acme.com')).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ user: { email: 'linus@acme.com' } })
    expect(await statuses(email)).toEqual(['revoked'])
  })
})

describe('single sign-on that begins at the identity provider', () => {
  it('is explained where it is off, and its session is revoked', async () => {
    const visitor = createVisitor(stack.url)
    expect(await fromIdp(visitor, stack.url, 'homer@globex.com')).toBe('/login')
    expect(await (await visitor.request('/login')).text()).toContain('begin at your identity provider')
    expect(await readSession(visitor)).toBeNull()
    expect(await statuses('homer@globex.com')).toEqual(['revoked'])
  })

  it('signs in where it is on', async () => {
    const visitor = createVisitor(open.url)
    expect(await fromIdp(visitor, open.url, 'homer@globex.com')).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ user: { email: 'homer@globex.com' }, organizationId: SEED.globex })
  })

  it('says why when it is refused', async () => {
    const visitor = createVisitor(open.url)
    expect(await fromIdp(visitor, open.url, 'stranger@example.org')).toBe('/login')
    expect(await (await visitor.request('/login')).text()).toContain('does not belong to the organization')
  })
})

describe('any other code without a state', () => {
  it('signs nobody in, even where the two are allowed: somebody else may have sent the link', async () => {
    const attacker = createVisitor(open.url)
    const email = newAddress('attacker')
    const { to } = await post(attacker, 'JSON', '/api/auth/oauth/google', {})
    const code = new URLSearchParams((await passProvider(to, { email })).split('?')[1]).get('code') ?? ''
    const victim = createVisitor(open.url)
    expect((await victim.request(`/auth/callback?code=${code}`)).headers.get('location')).toBe('/login')
    expect(await readSession(victim)).toBeNull()

    // Without PKCE WorkOS does hand out tokens.
    const url = new URL(to)
    for (const parameter of ['code_challenge', 'code_challenge_method', 'state']) url.searchParams.delete(parameter)
    const plain = new URLSearchParams((await passProvider(url.href, { email })).split('?')[1]).get('code') ?? ''
    expect((await victim.request(`/auth/callback?code=${plain}`)).headers.get('location')).toBe('/login')
    expect(await readSession(victim)).toBeNull()
    expect(await statuses(email)).toEqual(['revoked'])
  })
})
