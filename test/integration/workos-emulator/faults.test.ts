import { describe, expect, it } from 'vitest'
import { apiKey, clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()

const AUTHENTICATE = '/user_management/authenticate'
const addFault = (fault: Record<string, unknown>) => emulator.control('POST', '/_emulate/hooks', fault)
const listUsers = () => emulator.workos.userManagement.listUsers()
const statuses = async () =>
  (await emulator.control('GET', '/_emulate/requests')).body.map(({ status }: { status: number }) => status)

describe('a fault', () => {
  it('answers as often as it says, then is gone', async () => {
    await addFault({ method: 'GET', path: '/user_management/users', status: 503, body: { message: 'down' }, count: 2 })
    expect(await failure(listUsers())).toMatchObject({ status: 503, message: 'down' })
    expect(await failure(listUsers())).toMatchObject({ status: 503 })
    expect((await listUsers()).data).not.toEqual([])
    expect((await emulator.control('GET', '/_emulate/hooks')).body).toEqual([])
  })

  it('lasts until it is removed when it does not say', async () => {
    const { status, body } = await addFault({ method: 'get', path: '/user_management/*', status: 500 })
    expect(status).toBe(201)
    for (let call = 0; call < 3; call++) expect(await failure(listUsers())).toMatchObject({ status: 500 })
    await emulator.control('DELETE', `/_emulate/hooks/${body.id}`)
    expect((await listUsers()).data).not.toEqual([])
  })

  it('is removed with all others', async () => {
    await addFault({ method: 'GET', path: '/user_management/users', status: 500 })
    expect((await emulator.control('DELETE', '/_emulate/hooks')).body).toEqual([])
    expect((await listUsers()).data).not.toEqual([])
  })

  it('can be about one grant', async () => {
    await addFault({ method: 'POST', path: AUTHENTICATE, grantType: 'refresh_token', status: 502 })
    const { refreshToken } = await emulator.signIn('ada@example.com')
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject({ status: 502 })
  })

  it('can send text that is not JSON', async () => {
    await addFault({ method: 'GET', path: '/user_management/users', status: 502, body: '<h1>Bad Gateway</h1>' })
    const error = await failure(listUsers())
    expect(error.cause).toMatchObject({ rawStatus: 502, rawBody: '<h1>Bad Gateway</h1>' })
  })

  it('can send any JSON and headers', async () => {
    await addFault({ method: 'GET', path: '/user_management/users', status: 429, body: { message: 'slow down' }, headers: { 'retry-after': '7' } })
    expect(await failure(listUsers())).toMatchObject({ name: 'RateLimitExceededException', retryAfter: 7 })
  })

  it('can let the client run into its timeout', async () => {
    await addFault({ method: 'GET', path: '/user_management/users', delayMs: 60_000, count: 1 })
    const impatient = emulator.client({ timeout: 20 })
    expect(await failure(impatient.userManagement.listUsers())).toMatchObject({ name: 'OauthException', status: 408 })
  })

  it('that only waits still does the work', async () => {
    await addFault({ method: 'GET', path: '/user_management/users', delayMs: 1 })
    expect((await listUsers()).data).not.toEqual([])
  })

  it('can take the answer of a refresh away after the work, and the same token gets it later', async () => {
    const { refreshToken } = await emulator.signIn('ada@example.com')
    await addFault({ method: 'POST', path: AUTHENTICATE, drop: true, count: 1 })
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject({ cause: { message: 'fetch failed' } })
    const recovered = await emulator.refresh(refreshToken)
    await emulator.advance(31)
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject({ error: 'invalid_grant' })
    expect(await emulator.refresh(recovered.refreshToken)).toMatchObject({ user: { email: 'ada@example.com' } })
  })

  it('can take the answer of a sign-in away, which spends the code', async () => {
    const { code } = await emulator.workos.userManagement.createMagicAuth({ email: 'ada@example.com' })
    const enter = () => emulator.workos.userManagement.authenticateWithMagicAuth({ clientId, email: 'ada@example.com', code })
    await addFault({ method: 'POST', path: AUTHENTICATE, drop: true, count: 1 })
    expect(await failure(enter())).toMatchObject({ cause: { message: 'fetch failed' } })
    expect(await failure(enter())).toMatchObject({ code: 'one_time_code_previously_used' })
  })

  it('is checked', async () => {
    expect(await addFault({ path: 'no-slash' })).toMatchObject({ status: 422 })
    expect(await addFault({ method: 'GET', path: '/x', statsu: 500 })).toMatchObject({ status: 422, body: { errors: [{ field: 'statsu' }] } })
  })

  it('does not touch the control routes', async () => {
    await addFault({ method: '*', path: '/*', status: 500 })
    expect(await emulator.control('GET', '/health')).toMatchObject({ status: 200 })
  })
})

describe('the request log', () => {
  it('has every API request, its grant and its status', async () => {
    const { refreshToken } = await emulator.signIn('ada@example.com')
    await failure(emulator.refresh('made-up'))
    await emulator.refresh(refreshToken)
    await emulator.control('GET', '/_emulate/config')
    const { body } = await emulator.control('GET', '/_emulate/requests')
    const entry = { at: expect.stringMatching(/^\d{4}-.*Z$/), ms: expect.any(Number) }
    expect(body).toEqual([
      { ...entry, method: 'POST', path: '/user_management/magic_auth', status: 201 },
      { ...entry, method: 'POST', path: AUTHENTICATE, grantType: 'urn:workos:oauth:grant-type:magic-auth:code', status: 200 },
      { ...entry, method: 'POST', path: AUTHENTICATE, grantType: 'refresh_token', status: 400 },
      { ...entry, method: 'POST', path: AUTHENTICATE, grantType: 'refresh_token', status: 200 },
    ])
  })

  it('has no secrets that stand in a query', async () => {
    await emulator.api('GET', '/user_management/users?email=ada@example.com')
    expect((await emulator.control('GET', '/_emulate/requests')).body).toMatchObject([{ path: '/user_management/users' }])
  })

  it('shows faked answers and lost ones', async () => {
    await addFault({ method: 'GET', path: '/user_management/users', status: 503, count: 1 })
    await failure(listUsers())
    await addFault({ method: 'GET', path: '/user_management/users', drop: true, count: 1 })
    await fetch(`${emulator.url}/user_management/users`, { headers: { authorization: `Bearer ${apiKey}` } }).catch(() => {})
    expect(await statuses()).toEqual([503, 0])
  })

  it('can be filtered and emptied', async () => {
    await emulator.signIn('ada@example.com')
    const { body } = await emulator.control('GET', `/_emulate/requests?path=${AUTHENTICATE}`)
    expect(body).toHaveLength(1)
    await emulator.control('DELETE', '/_emulate/requests')
    expect(await statuses()).toEqual([])
  })
})
