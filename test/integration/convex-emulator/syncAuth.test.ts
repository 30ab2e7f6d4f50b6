import { ConvexClient } from 'convex/browser'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { api } from './support/api'
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
  client.onUpdate(api.session.whoAmI, {}, (identity: { subject: string } | null) => seen.add(identity?.subject ?? null))
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
    expect(await client.mutation(api.session.subject, {})).toBe('user_1')
    expect(await client.action(api.session.subjectInAction, {})).toBe('user_1')
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
    const expiresAt = now() + 1
    // Without an issue time the client cannot renew the token ahead of its expiry.
    const first = await issuer.sign({ iat: undefined, exp: expiresAt })
    client.setAuth(async ({ forceRefreshToken }) => forceRefreshToken ? await issuer.sign() : first)
    await seen.until(subject => subject === 'user_1')
    await expect.poll(() => Date.now() / 1000, { timeout: 5_000 }).toBeGreaterThan(expiresAt)
    expect(await client.mutation(api.session.subject, {})).toBe('user_1')
    expect((await authErrors())[0]).toMatchObject({ error: 'Convex token identity expired', authUpdateAttempted: false })
  })
})
