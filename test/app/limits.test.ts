import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { startAppServer, type AppServer } from '../support/appServer'
import { readMails } from '../support/inbox'
import { startRedis, type Redis } from '../support/redis'
import { post } from '../support/signInSteps'
import { createVisitor, newAddress } from '../support/visitor'
import { controlWorkos } from '../support/workosControl'

const stack = inject('stack')
const cookiePassword = createCookiePassword()

const TIGHT = {
  NUXT_AUTH_LIMITS_SEND_CODE_PER_ADDRESS: '3',
  NUXT_AUTH_LIMITS_SEND_CODE_PER_CLIENT: '8',
  NUXT_AUTH_LIMITS_CHECK_CODE_PER_ADDRESS: '5',
  NUXT_AUTH_LIMITS_CHECK_FACTOR_PER_ADDRESS: '4',
  NUXT_AUTH_LIMITS_AUTHORIZE_PER_CLIENT: '4',
  NUXT_AUTH_LIMITS_INVITATION_PER_CLIENT: '4',
  TRUSTED_PROXY_HOPS: '1',
}

/** Behind a proxy, so that each test can be a client of its own. */
let server: AppServer
beforeAll(async () => {
  server = await startAppServer(stack, { cookiePassword, env: TIGHT })
})
afterAll(async () => await server.stop())

const started: Array<{ stop: () => Promise<void> }> = []
afterEach(async () => {
  await Promise.all(started.splice(0).map(async part => await part.stop()))
})

let clients = 0
const newClient = () => `192.0.2.${++clients}`

/** Posts as this client, through one proxy. */
async function send(url: string, path: string, body: Record<string, string>, forwardedFor: string, cookie = '') {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', 'accept': 'application/json', 'x-forwarded-for': forwardedFor, ...(cookie && { cookie }) },
    body: JSON.stringify(body),
  })
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() as Record<string, unknown>, cookies: response.headers.getSetCookie() }
}

describe('codes that are sent', () => {
  it('are limited by address, whoever asks, with the wait in words and in a header', async () => {
    const email = newAddress('limited')
    for (let time = 0; time < 3; time++) expect((await send(server.url, '/api/auth/magic-auth', { email }, newClient())).status).toBe(200)
    const { status, retryAfter, body } = await send(server.url, '/api/auth/magic-auth', { email: email.toUpperCase() }, newClient())
    expect(status).toBe(429)
    expect(Number(retryAfter)).toBeGreaterThan(50)
    expect(body).toEqual({ code: 'rate_limited', message: `Too many tries. Wait ${retryAfter} seconds, then try again.`, retryAfter: Number(retryAfter) })
    expect(await readMails(stack.workosUrl, email)).toHaveLength(3)
    expect((await send(server.url, '/api/auth/magic-auth', { email: newAddress() }, newClient())).status).toBe(200)
  })

  it('are limited by client, whomever they are for', async () => {
    const client = newClient()
    for (let time = 0; time < 8; time++) expect((await send(server.url, '/api/auth/magic-auth', { email: newAddress() }, client)).status).toBe(200)
    expect((await send(server.url, '/api/auth/magic-auth', { email: newAddress() }, client)).status).toBe(429)
    // What a client says of itself, left of what the proxy says of it, changes nothing.
    expect((await send(server.url, '/api/auth/magic-auth', { email: newAddress() }, `198.51.100.7, ${client}`)).status).toBe(429)
    expect((await send(server.url, '/api/auth/magic-auth', { email: newAddress() }, newClient())).status).toBe(200)
  })

  it('are limited together when asked for at the same moment', async () => {
    const email = newAddress('burst')
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(server.url, '/api/auth/magic-auth', { email }, newClient())))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(await readMails(stack.workosUrl, email)).toHaveLength(3)
  })

  it('show the refusal on the page without scripts', async () => {
    const visitor = createVisitor(server.url)
    const email = newAddress('plain')
    for (let time = 0; time < 3; time++) await send(server.url, '/api/auth/magic-auth', { email }, newClient())
    // The test's own socket is the client here.
    expect((await post(visitor, 'forms', '/api/auth/magic-auth', { email })).to).toBe('/login')
    expect(await (await visitor.request('/login')).text()).toContain('Too many tries. Wait')
  })

  it('are limited across servers that share a store', async () => {
    const redis: Redis = await startRedis()
    started.push(redis)
    const env = { ...TIGHT, REDIS_URL: redis.url }
    const servers = await Promise.all([startAppServer(stack, { cookiePassword, env }), startAppServer(stack, { cookiePassword, env })])
    started.push(...servers)
    const email = newAddress('shared')
    const statuses: number[] = []
    for (let time = 0; time < 6; time++) statuses.push((await send(servers[time % 2]?.url ?? '', '/api/auth/magic-auth', { email }, newClient())).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429])
  })
})

describe('other tries', () => {
  it('at a mailed code are limited by address', async () => {
    const visitor = createVisitor(server.url)
    await post(visitor, 'JSON', '/api/auth/magic-auth', { email: newAddress('guesser') })
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const statuses = []
    for (let time = 0; time < 7; time++) statuses.push((await send(server.url, '/api/auth/magic-auth/verify', { code: `00000${time}` }, newClient(), cookie)).status)
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429])
  })

  it('at a second factor are limited by address', async () => {
    const workos = controlWorkos(stack.workosUrl)
    const email = newAddress('factor')
    await workos.demandSteps(email, ['mfa_enrollment'])
    const visitor = createVisitor(server.url)
    await post(visitor, 'JSON', '/api/auth/magic-auth', { email })
    const code = (await readMails(stack.workosUrl, email)).at(-1)?.code ?? ''
    expect((await post(visitor, 'JSON', '/api/auth/magic-auth/verify', { code })).to).toBe('/login/mfa/enroll')
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answers = []
    for (let time = 0; time < 5; time++) answers.push(await send(server.url, '/api/auth/step', { step: 'mfa-enroll', code: `00000${time}` }, newClient(), cookie))
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 429])
    expect(Number(answers.at(-1)?.retryAfter)).toBeGreaterThan(3_000)
  })

  it.each([
    ['/api/auth/oauth/google', {}],
    ['/api/auth/sso', { domain: 'globex.com' }],
    ['/api/auth/invitation', { invitationToken: 'guess' }],
  ])('at %s are limited by client', async (path, body) => {
    const client = newClient()
    const statuses = []
    for (let time = 0; time < 5; time++) statuses.push((await send(server.url, path, body, client)).status)
    expect(statuses.slice(0, 4)).not.toContain(429)
    expect(statuses[4]).toBe(429)
  })
})

describe('behind a proxy', () => {
  it('WorkOS hears of the client\'s own address', async () => {
    const email = newAddress('proxied')
    const client = newClient()
    const { cookies } = await send(server.url, '/api/auth/magic-auth', { email }, client)
    const code = (await readMails(stack.workosUrl, email)).at(-1)?.code ?? ''
    const flow = cookies.map(line => line.split(';', 1)[0]).join('; ')
    const signedIn = await send(server.url, '/api/auth/magic-auth/verify', { code }, `198.51.100.7, ${client}`, flow)
    const session = signedIn.cookies.filter(line => line.startsWith('wos-session=')).map(line => line.split(';', 1)[0]).join('')
    const sessions = await (await fetch(`${server.url}/api/auth/sessions`, { headers: { cookie: session } })).json()
    expect(sessions).toMatchObject([{ ipAddress: client }])
  })
})

describe('without a proxy', () => {
  it('an address that the client claims is ignored', async () => {
    const direct = await startAppServer(stack, { cookiePassword, env: { ...TIGHT, TRUSTED_PROXY_HOPS: '0' } })
    started.push(direct)
    const statuses = []
    for (let time = 0; time < 9; time++) statuses.push((await send(direct.url, '/api/auth/magic-auth', { email: newAddress() }, newClient())).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 429])
  })
})
