import { ConvexClient } from 'convex/browser'
import { anyApi } from 'convex/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Collected } from './support/collect'
import { clearLog, readLog, reset, setVariables } from './support/control'
import { useDeployment } from './support/deployment'
import { customJwt, startIssuer } from './support/issuer'
import type { Issuer } from './support/issuer'
import { addQuery, connectMessage, openRawSocket } from './support/rawSocket'

const deployment = useDeployment()
const clients: ConvexClient[] = []
let issuer: Issuer

beforeAll(async () => {
  issuer = await startIssuer()
})
afterAll(() => issuer?.stop())
beforeEach(async () => {
  await reset(deployment.emulator)
  await setVariables(deployment.emulator, { AUTH_PROVIDERS: JSON.stringify([customJwt(issuer)]) })
  await clearLog(deployment.emulator)
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map(client => client.close()))
})

function connect(options: Partial<ConstructorParameters<typeof ConvexClient>[1]> = {}): ConvexClient {
  const client = new ConvexClient(deployment.emulator.url, { logger: false, initialAuthTokenReuse: true, ...options })
  clients.push(client)
  return client
}

function subjects(client: ConvexClient): Collected<string | null> {
  const seen = new Collected<string | null>()
  client.onUpdate(anyApi.session.whoAmI, {}, (identity: { subject: string } | null) => seen.add(identity?.subject ?? null))
  return seen
}

const now = () => Math.floor(Date.now() / 1000)
const authErrors = async () => (await readLog(deployment.emulator)).filter(entry => entry.type === 'authError')

describe('ConvexClient with a token', () => {
  it('signs in before it asks anything, and functions know who is calling', async () => {
    const client = connect({ expectAuth: true })
    const changes = new Collected<boolean>()
    const seen = subjects(client)
    client.setAuth(async () => await issuer.sign(), changes.add)
    expect(await seen.until(() => true)).toBe('user_1')
    expect(changes.values).toEqual([true])
    expect(await client.mutation(anyApi.session.subject, {})).toBe('user_1')
    expect(await client.action(anyApi.session.subjectInAction, {})).toBe('user_1')
    expect(seen.values).toEqual(['user_1'])
  })

  it('logs every run as the user, and none as nobody', async () => {
    const client = connect({ expectAuth: true })
    const seen = subjects(client)
    client.setAuth(async () => await issuer.sign())
    await seen.until(() => true)
    const log = await readLog(deployment.emulator)
    expect(log.filter(entry => entry.type === 'execution')).toMatchObject([
      { function: 'session:whoAmI', kind: 'query', via: 'websocket', identity: `${issuer.url}|user_1`, cached: false },
    ])
    expect(log.filter(entry => entry.type === 'authenticate')).toMatchObject([{ tokenType: 'User', outcome: 'accepted', identity: `${issuer.url}|user_1` }])
    expect(JSON.stringify(log)).not.toContain('eyJ')
  })

  it('runs queries again for another user, and after signing out', async () => {
    const client = connect()
    const seen = subjects(client)
    client.setAuth(async () => await issuer.sign())
    await seen.until(subject => subject === 'user_1')
    client.setAuth(async () => await issuer.sign({ sub: 'user_2' }))
    await seen.until(subject => subject === 'user_2')
    client.client.clearAuth()
    await seen.until(subject => subject === null && seen.values.includes('user_2'))
    expect(seen.values.filter(subject => subject !== null)).toEqual(['user_1', 'user_2'])
  })

  it('sends no result twice when only the token changes', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send(connectMessage())
    raw.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'User', value: await issuer.sign() })
    raw.send(addQuery(0, 0, 'session:whoAmI'))
    await raw.next('Transition', ({ modifications }) => (modifications as unknown[]).length === 1)
    raw.send({ type: 'Authenticate', baseVersion: 1, tokenType: 'User', value: await issuer.sign({ jti: 'another' }) })
    const second = await raw.next('Transition', ({ endVersion }) => (endVersion as { identity: number }).identity === 2)
    expect(second.modifications).toEqual([])
    const runs = (await readLog(deployment.emulator)).filter(entry => entry.type === 'execution')
    expect(runs).toHaveLength(2)
    raw.socket.terminate()
  })

  it.each<[string, () => Promise<string>, string]>([
    ['expired', () => issuer.sign({ iat: now() - 400, exp: now() - 100 }), 'Could not validate token: Token expired'],
    ['for somebody else', () => issuer.sign({ aud: 'another-app' }), 'No auth provider found matching the given token.'],
    ['nonsense', () => Promise.resolve('nonsense'), 'Could not parse JWT payload.'],
  ])('gives up on a token that is %s', async (_name, sign, error) => {
    const client = connect()
    const changes = new Collected<boolean>()
    client.setAuth(sign, changes.add)
    expect(await changes.until(() => true)).toBe(false)
    const [first] = await authErrors()
    expect(first).toMatchObject({ baseVersion: 0, authUpdateAttempted: true })
    expect(first?.type === 'authError' && first.error).toContain(error)
  })

  it('recovers when the fetcher has a better token', async () => {
    const client = connect()
    const changes = new Collected<boolean>()
    const seen = subjects(client)
    client.setAuth(async ({ forceRefreshToken }) => forceRefreshToken ? await issuer.sign() : await issuer.sign({ aud: 'old' }), changes.add)
    await seen.until(subject => subject === 'user_1')
    expect(changes.values).toEqual([true])
    expect(await authErrors()).toHaveLength(1)
  })

  it('gets an expired session back when it next needs it', async () => {
    const client = connect({ authRefreshTokenLeewaySeconds: 0 })
    const seen = subjects(client)
    // Without an issue time the client cannot renew the token ahead of its expiry.
    const first = await issuer.sign({ iat: undefined, exp: now() + 1 })
    client.setAuth(async ({ forceRefreshToken }) => forceRefreshToken ? await issuer.sign() : first)
    await seen.until(subject => subject === 'user_1')
    await expect.poll(() => Date.now() / 1000, { timeout: 5_000 }).toBeGreaterThan(now() + 0)
    await expect.poll(async () => {
      await client.mutation(anyApi.session.subject, {})
      return (await authErrors()).length
    }, { timeout: 20_000, interval: 300 }).toBeGreaterThan(0)
    expect((await authErrors())[0]).toMatchObject({ error: 'Convex token identity expired', authUpdateAttempted: false })
    expect(await client.mutation(anyApi.session.subject, {})).toBe('user_1')
  })
})

describe('a rejected Authenticate', () => {
  it('is told with the last version sent, and closes the socket with an empty frame', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send(connectMessage())
    raw.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'User', value: 'nonsense' })
    raw.send(addQuery(0, 0, 'tasks:list'))
    raw.send({ type: 'Mutation', requestId: 0, udfPath: 'tasks:add', args: [{ text: 'never' }] })
    expect(await raw.next('AuthError')).toEqual({
      type: 'AuthError',
      error: 'Could not parse JWT payload. Check that the token is a valid JWT format with three base64-encoded parts separated by dots.',
      baseVersion: 0,
      authUpdateAttempted: true,
    })
    expect(await raw.closed).toEqual({ code: 1005, reason: '' })
    expect(raw.received.map(({ type }) => type)).toEqual(['AuthError'])
    expect((await readLog(deployment.emulator)).filter(entry => entry.type === 'execution')).toEqual([])
  })

  it('is not told when the identity provider is down: the client tries again', async () => {
    const down = await startIssuer()
    down.answer('/.well-known/openid-configuration', (_request, response) => response.writeHead(503).end())
    await setVariables(deployment.emulator, { AUTH_PROVIDERS: JSON.stringify([{ domain: down.url, applicationID: 'fixture-app' }]) })
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'User', value: await down.sign() })
    expect(await raw.closed).toEqual({ code: 1013, reason: 'AuthProviderDiscoveryFailed' })
    expect(raw.received).toEqual([])
    await down.stop()
  })
})

describe('expiry', () => {
  it('is noticed only when the identity is needed', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send(connectMessage())
    // Accepted thanks to the leeway of the check, and expired for everything after it.
    raw.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'User', value: await issuer.sign({ exp: now() - 1 }) })
    expect(await raw.next('AuthError')).toEqual({ type: 'AuthError', error: 'Convex token identity expired', baseVersion: 0, authUpdateAttempted: false })
    expect(await raw.closed).toEqual({ code: 1005, reason: '' })
  })

  it('leaves an idle socket open, and stops the mutation that finds it', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    const expiresAt = now() + 2
    raw.send(connectMessage())
    raw.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'User', value: await issuer.sign({ exp: expiresAt }) })
    await raw.next('Transition')
    await expect.poll(() => Date.now() / 1000, { timeout: 5_000 }).toBeGreaterThan(expiresAt)
    expect(raw.socket.readyState).toBe(raw.socket.OPEN)
    raw.send({ type: 'Mutation', requestId: 0, udfPath: 'tasks:add', args: [{ text: 'never' }] })
    expect(await raw.next('AuthError')).toMatchObject({ baseVersion: 1, authUpdateAttempted: false })
    expect((await readLog(deployment.emulator)).filter(entry => entry.type === 'execution')).toEqual([])
  })
})

describe('the admin key on a socket', () => {
  it('reads system queries, which nobody else can', async () => {
    const admin = await openRawSocket(deployment.emulator.url)
    admin.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'Admin', value: deployment.emulator.adminKey })
    admin.send(addQuery(0, 0, '_system/cli/queryEnvironmentVariables'))
    expect((await admin.next('Transition', ({ modifications }) => (modifications as unknown[]).length === 1)).modifications).toMatchObject([
      { type: 'QueryUpdated', value: [{ name: 'AUTH_PROVIDERS' }] },
    ])
    admin.socket.terminate()
    const anybody = await openRawSocket(deployment.emulator.url)
    anybody.send(addQuery(0, 0, '_system/cli/queryEnvironmentVariables'))
    expect((await anybody.next('Transition')).modifications).toMatchObject([{ type: 'QueryFailed' }])
    anybody.socket.terminate()
  })

  it('can act as a user', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'Admin', value: deployment.emulator.adminKey, impersonating: { issuer: 'https://me.example', subject: 'me' } })
    raw.send(addQuery(0, 0, 'session:whoAmI'))
    expect((await raw.next('Transition', ({ modifications }) => (modifications as unknown[]).length === 1)).modifications).toMatchObject([
      { value: { subject: 'me', tokenIdentifier: 'https://me.example|me' } },
    ])
    raw.socket.terminate()
  })

  it('is refused when wrong', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'Admin', value: 'emulator|wrong' })
    expect(await raw.next('AuthError')).toMatchObject({ authUpdateAttempted: true })
  })
})
