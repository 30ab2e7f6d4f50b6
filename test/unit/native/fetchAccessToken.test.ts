import { describe, expect, it } from 'vitest'
import { fromText } from '../../../native/storedSession'
import { FORCED, GENTLY, scriptedDevice, signedIn, storageWith } from './scriptedDevice'

async function startedApp(options: { answers?: Parameters<ReturnType<typeof scriptedDevice>['answer']> } = {}) {
  const device = scriptedDevice({ storage: await storageWith(signedIn(0)) })
  device.answer(...options.answers ?? [])
  await device.settle()
  return device
}

describe('fetchAccessToken', () => {
  it('is null for nobody, without asking the server', async () => {
    const { auth, requests, states, settle } = scriptedDevice()
    expect(auth.getState()).toEqual({ status: 'loading', session: null })
    expect(await auth.fetchAccessToken(GENTLY)).toBeNull()
    expect(await auth.fetchAccessToken(FORCED)).toBeNull()
    await settle()
    expect([requests, states]).toEqual([[], ['signedOut']])
  })

  it('renews what an earlier run of the app stored', async () => {
    const { auth, requests, states, storage } = await startedApp({ answers: [signedIn(1)] })
    expect(states).toEqual(['signedIn user_1'])
    expect(await auth.fetchAccessToken(GENTLY)).toBe('access-1')
    expect(requests).toEqual([expect.objectContaining({ route: 'refresh', body: { refreshToken: 'refresh-0' } })])
    expect(fromText(await storage.load())?.refreshToken).toBe('refresh-1')
  })

  it('stores the new refresh token before it hands the access token out', async () => {
    const { auth, log } = await startedApp({ answers: [signedIn(1)] })
    await auth.fetchAccessToken(GENTLY).then(token => log.push(`handed out ${token}`))
    expect(log).toEqual(['saved refresh-1', 'handed out access-1'])
  })

  it('asks once for callers at the same time', async () => {
    const { auth, requests } = await startedApp({ answers: [signedIn(1)] })
    const tokens = await Promise.all([auth.fetchAccessToken(GENTLY), auth.fetchAccessToken(FORCED), auth.fetchAccessToken(GENTLY)])
    expect(tokens).toEqual(['access-1', 'access-1', 'access-1'])
    expect(requests).toHaveLength(1)
  })

  it('hands a good token out again, and another one when forced', async () => {
    const { auth, requests } = await startedApp({ answers: [signedIn(1), signedIn(2)] })
    for (let round = 0; round < 3; round++) expect(await auth.fetchAccessToken(GENTLY)).toBe('access-1')
    expect(await auth.fetchAccessToken(FORCED)).toBe('access-2')
    expect(requests.map(({ body }) => body)).toEqual([{ refreshToken: 'refresh-0' }, { refreshToken: 'refresh-1', accessToken: 'access-1' }])
  })

  it('renews early, behind the caller\'s back, and gives that to whoever forces next', async () => {
    const { auth, pass, settle, requests } = await startedApp({ answers: [signedIn(1), signedIn(2)] })
    await auth.fetchAccessToken(GENTLY)
    await pass(241_000)
    expect(await auth.fetchAccessToken(GENTLY)).toBe('access-1')
    await settle()
    expect(requests).toHaveLength(2)
    expect(await auth.fetchAccessToken(FORCED)).toBe('access-2')
    expect(requests).toHaveLength(2)
  })

  it('does not hand out a token that is about to die', async () => {
    const { auth, pass } = await startedApp({ answers: [signedIn(1), signedIn(2)] })
    await auth.fetchAccessToken(GENTLY)
    await pass(299_000)
    expect(await auth.fetchAccessToken(GENTLY)).toBe('access-2')
  })

  it('is never the same token when forced, even if the server says so', async () => {
    const { auth, pass } = await startedApp({ answers: [signedIn(1), signedIn(1), signedIn(2)] })
    await auth.fetchAccessToken(GENTLY)
    const forced = auth.fetchAccessToken(FORCED)
    await pass(5_000)
    expect(await forced).toBe('access-2')
  })

  it.each([
    ['no network', new TypeError('network')],
    ['a hotel\'s sign-in page', { text: '<html>Welcome' }],
    ['a gateway', { text: '<html>502', status: 502 }],
    ['a 401 that is not the server\'s own', { refused: [401, 'proxy_authentication'] }],
    ['an outage', { refused: [503, 'unavailable', 2] }],
    ['too many requests', { refused: [429, 'rate_limited', 3] }],
    ['a server that does not know apps', { refused: [404, 'native_off'] }],
    ['a code that ends sessions, with another status', { refused: [500, 'session_ended'] }],
    ['something else', { text: 'null' }],
    ['half an answer', { text: '{"tokens":{"accessToken":"x"}}' }],
  ] as const)('waits through %s, signed in', async (_, failure) => {
    const { auth, pass, states, requests } = await startedApp({ answers: [failure as object, failure as object, signedIn(1)] })
    let token: string | null | undefined
    void auth.fetchAccessToken(FORCED).then(answer => token = answer)
    await pass(400)
    expect(token).toBeUndefined()
    await pass(10_000)
    expect(token).toBe('access-1')
    expect(requests).toHaveLength(3)
    expect(states).toEqual(['signedIn user_1'])
  })

  it('asks ever more slowly, as the server wishes, and at once when it is woken up', async () => {
    const { auth, pass, requests, answer, settle } = await startedApp({ answers: [{ refused: [503, 'unavailable', 60] }] })
    const token = auth.fetchAccessToken(GENTLY)
    await pass(59_000)
    expect(requests).toHaveLength(1)
    answer(signedIn(1))
    auth.wakeUp()
    await settle()
    expect(await token).toBe('access-1')
  })

  it('does not wait forever for a server that takes a request and is silent', async () => {
    const { auth, pass } = await startedApp({ answers: [() => new Promise<never>(() => {}), signedIn(1)] })
    const token = auth.fetchAccessToken(GENTLY)
    await pass(13_000)
    expect(await token).toBe('access-1')
  })

  it('is null, and the session gone, when the server says that it has ended', async () => {
    const { auth, states, storage } = await startedApp({ answers: [{ refused: [401, 'session_ended'] }] })
    expect(await auth.fetchAccessToken(FORCED)).toBeNull()
    expect(states).toEqual(['signedIn user_1', 'signedOut'])
    expect(await storage.load()).toBeNull()
  })
})

describe('wakeUp', () => {
  it('renews a token that died while the device slept, and leaves a good one alone', async () => {
    const { auth, pass, settle, requests } = await startedApp({ answers: [signedIn(1), signedIn(2)] })
    await auth.fetchAccessToken(GENTLY)
    auth.wakeUp()
    await settle()
    expect(requests).toHaveLength(1)
    await pass(3_600_000)
    auth.wakeUp()
    await settle()
    expect(requests).toHaveLength(2)
    expect(await auth.fetchAccessToken(GENTLY)).toBe('access-2')
  })
})
