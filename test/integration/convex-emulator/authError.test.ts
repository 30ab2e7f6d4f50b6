import { beforeEach, describe, expect, it } from 'vitest'
import { clearLog, readLog, reset } from './support/control'
import { useDeployment } from './support/deployment'
import { customJwt, startIssuer } from './support/issuer'
import { secondsAgo, useProviders } from './support/providers'
import { addQuery, connectMessage, openRawSocket } from './support/rawSocket'

const deployment = useDeployment()
const providers = useProviders(deployment)

beforeEach(async () => {
  await reset(deployment.emulator)
  await providers.use(customJwt(providers.issuer))
  await clearLog(deployment.emulator)
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
    await providers.use({ domain: down.url, applicationID: 'fixture-app' })
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
    raw.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'User', value: await providers.issuer.sign({ exp: secondsAgo(1) }) })
    expect(await raw.next('AuthError')).toEqual({ type: 'AuthError', error: 'Convex token identity expired', baseVersion: 0, authUpdateAttempted: false })
    expect(await raw.closed).toEqual({ code: 1005, reason: '' })
  })

  it('leaves an idle socket open, and stops the mutation that finds it', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    const expiresAt = secondsAgo(-2)
    raw.send(connectMessage())
    raw.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'User', value: await providers.issuer.sign({ exp: expiresAt }) })
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
