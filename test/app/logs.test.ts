import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { startAppServer, type AppServer } from '../support/appServer'
import { readCode } from '../support/inbox'
import { startHttpServer } from '../support/testServers'
import { createVisitor, newAddress, type Visitor } from '../support/visitor'
import { controlWorkos, passProvider } from '../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)
const PROXY_ID = 'edge-0123456789abcdef'
const cookiePassword = createCookiePassword()
let server: AppServer

beforeAll(async () => {
  server = await startAppServer(stack, { cookiePassword, env: { TRUSTED_PROXY_HOPS: '1', LOG_LEVEL: 'debug' } })
})
afterAll(async () => await server.stop())

const lineSchema = z.looseObject({ time: z.iso.datetime(), level: z.enum(['debug', 'info', 'warn', 'error']), scope: z.string(), message: z.string(), requestId: z.string().optional() })

/** What the server has logged. Fails for a line that is not one of the log's. */
const readLines = (of: AppServer = server) => of.logs().split('\n').filter(Boolean).map(line => lineSchema.parse(JSON.parse(line)))

/** The line of a refusal, found by the id that its answer had. */
async function lineOf(response: Response) {
  const id = response.headers.get('x-request-id')
  await expect.poll(() => readLines().some(({ requestId }) => requestId === id)).toBe(true)
  return readLines().find(({ requestId }) => requestId === id)
}

describe('a request', () => {
  it('is answered with an id of its own, which the log carries', async () => {
    const visitor = createVisitor(server.url)
    const ids = await Promise.all(['/', '/login', '/nowhere', '/health', '/favicon.svg'].map(async path => (await visitor.request(path)).headers.get('x-request-id')))
    expect(new Set(ids).size).toBe(5)
    const response = await visitor.postJson('/api/auth/oauth/nobody', {})
    expect(await lineOf(response)).toMatchObject({ level: 'info', scope: 'auth', message: 'refused: provider_unknown', status: 404, method: 'POST', path: '/api/auth/oauth/nobody' })
  })

  it('keeps the id that a trusted proxy gave it, if that looks like one', async () => {
    const idFor = async (given: string, of = server) => (await createVisitor(of.url).request('/health', { headers: { 'x-request-id': given } })).headers.get('x-request-id')
    expect(await idFor(PROXY_ID)).toBe(PROXY_ID)
    for (const given of ['short', 'with space in it', '{"level":"error"}', 'x'.repeat(129)]) expect(await idFor(given)).toMatch(/^[\da-f-]{36}$/)
    expect(await idFor(PROXY_ID, { ...server, url: stack.url })).toMatch(/^[\da-f-]{36}$/)
  })

  it('that WorkOS refuses is logged with WorkOS\'s id beside ours', async () => {
    const failing = await startHttpServer((_, response) => response.writeHead(500, { 'content-type': 'application/json', 'x-request-id': 'req_workos_1' }).end('{}'))
    const broken = await startAppServer(stack, { cookiePassword, env: { WORKOS_API_PORT: String(failing.port) } })
    try {
      const response = await createVisitor(broken.url).postJson('/api/auth/magic-auth', { email: newAddress() })
      expect(response.status).toBe(503)
      await expect.poll(() => readLines(broken)).toContainEqual(expect.objectContaining({
        level: 'error', message: 'failed: unavailable', requestId: response.headers.get('x-request-id'), workosRequestId: 'req_workos_1',
      }))
    }
    finally {
      failing.close()
      await broken.stop()
    }
  })
})

describe('the log of whole sign-ins, with every kind of mistake', () => {
  const secrets: string[] = []

  /** Everything that a visitor holds or sends is a secret. */
  function remember(visitor: Visitor): void {
    secrets.push(...[...visitor.cookies].filter(([name]) => name.startsWith('wos-')).map(([, value]) => value))
  }

  beforeAll(async () => {
    const email = newAddress('logged.person')
    secrets.push(email, cookiePassword, 'sk_test_emulator')
    const visitor = createVisitor(server.url)
    await visitor.postJson('/api/auth/magic-auth', { email: 'no address' })
    await visitor.postJson('/api/auth/magic-auth/verify', { code: '123456' })
    await workos.demandSteps(email, ['email_verification_required', 'mfa_enrollment'])
    await visitor.postJson('/api/auth/magic-auth', { email, returnTo: '/tasks' })
    remember(visitor)
    await visitor.postJson('/api/auth/magic-auth/verify', { code: '987654' })
    const codes = [await readCode(stack.workosUrl, email)]
    await visitor.postJson('/api/auth/magic-auth/verify', { code: codes[0] })
    codes.push(await readCode(stack.workosUrl, email))
    await visitor.postJson('/api/auth/step', { step: 'verify-email', code: '111111' })
    await visitor.postJson('/api/auth/step', { step: 'verify-email', code: codes[1] })
    remember(visitor)
    await visitor.postJson('/api/auth/step', { step: 'mfa-enroll', code: '222222' })
    await visitor.postJson('/api/auth/step', { step: 'mfa-enroll', code: await workos.readTotp(email) })
    remember(visitor)
    secrets.push('987654', '111111', '222222', ...codes)

    // A provider, and callbacks that are spent, forged and garbled.
    const { redirectTo } = await (await visitor.postJson('/api/auth/oauth/google', {})).json() as { redirectTo: string }
    const callback = await passProvider(redirectTo, { email: newAddress('logged.other') })
    const query = new URLSearchParams(callback.split('?')[1])
    secrets.push(query.get('code') ?? '', query.get('state') ?? '')
    remember(visitor)
    await visitor.request(callback)
    await visitor.request(callback)
    await createVisitor(server.url).request(callback)
    await createVisitor(server.url).request('/auth/callback?code=forgedcode123456&state=forgedstate123456')
    secrets.push('forgedcode123456', 'forgedstate123456')

    const { token } = await (await visitor.postJson('/api/auth/token', {})).json() as { token: string }
    secrets.push(token)
    remember(visitor)
    await visitor.postJson('/api/auth/organization', { organizationId: 'org_unknown' })
    await visitor.postJson('/api/auth/sessions/revoke', { sessionId: 'session_unknown' })
    await visitor.postJson('/api/auth/invitation', { token: 'invitationtoken123456' })
    await visitor.request('/invitation?invitation_token=invitationtoken123456')
    secrets.push('invitationtoken123456')
    await visitor.request('/api/auth/logout', { method: 'POST', headers: { origin: 'https://evil.example' } })
    // WorkOS is away when it is asked to end the session.
    await workos.addFault({ method: 'POST', path: '/user_management/sessions/revoke', status: 500, count: 1 })
    await visitor.postJson('/api/auth/logout', {})
    await workos.clearFaults()
  })

  it('says what was refused, and why', () => {
    const messages = readLines().map(({ message }) => message)
    expect(messages).toEqual(expect.arrayContaining(['refused: invalid_request', 'refused: invalid_one_time_code', 'refused: callback_unknown', 'refused: cross_origin']))
  })

  it('has nothing in it that would let anybody in, or tells who it was', () => {
    const logs = server.logs()
    expect(secrets.filter(secret => secret.length > 5).length).toBeGreaterThan(12)
    expect(secrets.filter(secret => secret && logs.includes(secret))).toEqual([])
    expect(logs).not.toMatch(/eyJ[\w-]{10,}\.|Fe26\.2|logged\.(?:person|other)/)
  })

  it('is made of lines of JSON only', () => {
    expect(readLines().length).toBeGreaterThan(8)
  })
})
