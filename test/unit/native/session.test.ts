import { describe, expect, it } from 'vitest'
import { memoryStorage } from '../../../native/storage/memory'
import { fromText } from '../../../native/storedSession'
import { FORCED, GENTLY, scriptedDevice, signedIn, storageWith, type Answer } from './scriptedDevice'

/** A promise that the test settles. */
function held<T>() {
  let settle: (value: T) => void = () => {}
  const promise = new Promise<T>(resolve => settle = resolve)
  return { promise, settle }
}

const CODE_STEP = { step: { kind: 'code' }, email: 'a@example.com', continuation: 'sealed' }

describe('signing out', () => {
  it('wins over a renewal that is under way', async () => {
    const device = scriptedDevice({ storage: await storageWith(signedIn(0)) })
    await device.settle()
    const late = held<Answer>()
    device.answer(() => late.promise, { signedOut: true })
    const token = device.auth.fetchAccessToken(FORCED)
    await device.settle()
    await device.auth.signOut()
    expect(device.auth.getState().status).toBe('signedOut')
    late.settle(signedIn(1))
    expect(await token).toBeNull()
    expect([await device.storage.load(), device.states.at(-1)]).toEqual([null, 'signedOut'])
    expect(await device.auth.fetchAccessToken(FORCED)).toBeNull()
  })

  it('wins over a new refresh token that is just being stored', async () => {
    const storage = await storageWith(signedIn(0))
    const slow = held<null>()
    const device = scriptedDevice({ storage: { ...storage, save: async text => void await slow.promise.then(() => storage.save(text)) } })
    await device.settle()
    device.answer(signedIn(1), { signedOut: true })
    const token = device.auth.fetchAccessToken(FORCED)
    await device.settle()
    const left = device.auth.signOut()
    expect(device.auth.getState().status).toBe('signedOut')
    slow.settle(null)
    await left
    expect([await token, await storage.load()]).toEqual([null, null])
  })

  it('ends a wait for a server that is away', async () => {
    const device = scriptedDevice({ storage: await storageWith(signedIn(0)) })
    await device.settle()
    const token = device.auth.fetchAccessToken(FORCED)
    await device.pass(60_000)
    device.answer(new TypeError('network'), new TypeError('network'), { signedOut: true })
    const left = device.auth.signOut()
    expect(await token).toBeNull()
    await device.pass(5_000)
    await left
    expect(device.requests.filter(({ route }) => route === 'sign-out')).toHaveLength(3)
  })

  it('ends even if the server never hears of it', async () => {
    const device = scriptedDevice({ storage: await storageWith(signedIn(0)) })
    await device.settle()
    const left = device.auth.signOut()
    await device.pass(60_000)
    await left
    expect(await device.storage.load()).toBeNull()
  })
})

describe('another person on the same device', () => {
  it('replaces the session, which is ended, and gets none of its tokens', async () => {
    const device = scriptedDevice({ storage: await storageWith(signedIn(0)) })
    await device.settle()
    const late = held<Answer>()
    const second = signedIn(5, { userId: 'user_2', sessionId: 'session_2' })
    device.answer(() => late.promise, CODE_STEP, second, { signedOut: true })
    const ofTheFirst = device.auth.fetchAccessToken(FORCED)
    await device.settle()
    const pending = await device.auth.sendCode('b@example.com')
    expect(pending).toEqual(CODE_STEP)
    expect(await device.auth.proceed(pending!, { code: '123456' })).toBeNull()
    late.settle(signedIn(1))
    expect(await ofTheFirst).toBe('access-5')
    await device.settle()
    expect(device.states).toEqual(['signedIn user_1', 'signedIn user_2'])
    expect(device.requests.map(({ route }) => route)).toEqual(['refresh', 'magic-auth', 'magic-auth/verify', 'sign-out'])
    expect(device.requests.at(-1)?.body).toEqual({ refreshToken: 'refresh-0' })
    expect(fromText(await device.storage.load())?.refreshToken).toBe('refresh-5')
  })
})

describe('another organization', () => {
  it('takes its turn after a renewal, and is in the next token', async () => {
    const device = scriptedDevice({ storage: await storageWith(signedIn(0)) })
    await device.settle()
    device.answer(signedIn(1), signedIn(2))
    const [token] = await Promise.all([device.auth.fetchAccessToken(GENTLY), device.auth.switchOrganization('org_2')])
    expect(token).toBe('access-1')
    expect(device.requests.map(({ route, body }) => [route, body.refreshToken])).toEqual([['refresh', 'refresh-0'], ['organization', 'refresh-1']])
    expect(await device.auth.fetchAccessToken(GENTLY)).toBe('access-2')
  })

  it('that could not be reached leaves a session that is renewed at once', async () => {
    const device = scriptedDevice({ storage: await storageWith(signedIn(0)) })
    await device.settle()
    device.answer(new TypeError('network'), signedIn(1))
    await expect(device.auth.switchOrganization('org_2')).rejects.toMatchObject({ code: 'unreachable' })
    await device.settle()
    expect(fromText(await device.storage.load())?.refreshToken).toBe('refresh-1')
    expect(await device.auth.fetchAccessToken(GENTLY)).toBe('access-1')
  })

  it('that asks for a step leaves the session where it is', async () => {
    const device = scriptedDevice({ storage: await storageWith(signedIn(0)) })
    await device.settle()
    device.answer({ step: { kind: 'sso', connections: [] }, email: null, continuation: 'sealed' }, signedIn(1))
    expect(await device.auth.switchOrganization('org_2')).toMatchObject({ step: { kind: 'sso' } })
    expect(device.auth.getState().status).toBe('signedIn')
    expect(await device.auth.fetchAccessToken(GENTLY)).toBe('access-1')
  })

  it('needs somebody who is signed in', async () => {
    await expect(scriptedDevice().auth.switchOrganization('org_2')).rejects.toMatchObject({ code: 'session_ended' })
  })
})

describe('a listener', () => {
  it('that throws is told so, and costs nobody a token', async () => {
    const device = scriptedDevice()
    device.auth.subscribe(() => {
      throw new Error('in the app')
    })
    device.answer(signedIn(1))
    await device.auth.sendCode('a@example.com')
    expect(await device.auth.fetchAccessToken(GENTLY)).toBe('access-1')
    await expect(device.pass(1)).rejects.toThrow('in the app')
    expect(device.requests).toHaveLength(1)
  })
})

describe('a storage', () => {
  it('that is locked at first is asked again, and nobody counts as signed out meanwhile', async () => {
    const storage = await storageWith(signedIn(0))
    let isLocked = true
    const device = scriptedDevice({ storage: { ...storage, load: async () => isLocked ? Promise.reject(new Error('locked')) : await storage.load() } })
    device.answer(signedIn(1))
    const token = device.auth.fetchAccessToken(GENTLY)
    await device.pass(60_000)
    expect(device.auth.getState().status).toBe('loading')
    isLocked = false
    device.auth.wakeUp()
    expect(await token).toBe('access-1')
  })

  it('that fails to save keeps nobody waiting, is tried three times, and is told of', async () => {
    const failures: unknown[] = []
    const storage = await storageWith(signedIn(0))
    const device = scriptedDevice({ storage: { ...storage, save: () => Promise.reject(new Error('full')) }, options: { onStorageError: error => failures.push(error) } })
    await device.settle()
    device.answer(signedIn(1))
    const token = device.auth.fetchAccessToken(GENTLY)
    await device.pass(1_000)
    expect(await token).toBe('access-1')
    expect(failures).toEqual([new Error('full')])
  })

  it('that never answers does not hang a token', async () => {
    const storage = await storageWith(signedIn(0))
    const device = scriptedDevice({ storage: { ...storage, save: () => new Promise<never>(() => {}) } })
    await device.settle()
    device.answer(signedIn(1))
    const token = device.auth.fetchAccessToken(GENTLY)
    await device.pass(20_000)
    expect(await token).toBe('access-1')
  })

  it.each(['', '{', 'null', '[]', '{"version":2,"refreshToken":"x"}', '{"version":1,"refreshToken":"x"}'])('with %j in it is an empty one', async (text) => {
    const storage = memoryStorage()
    await storage.save(text)
    const device = scriptedDevice({ storage })
    expect(await device.auth.fetchAccessToken(GENTLY)).toBeNull()
    expect(device.auth.getState().status).toBe('signedOut')
  })
})

describe('an app that dies between the server\'s answer and the storage', () => {
  it('goes on with the old refresh token, which is answered once more', async () => {
    const storage = await storageWith(signedIn(0))
    const first = scriptedDevice({ storage: { ...storage, save: () => new Promise<never>(() => {}) } })
    await first.settle()
    first.answer(signedIn(1))
    void first.auth.fetchAccessToken(GENTLY)
    await first.settle()

    const second = scriptedDevice({ storage })
    second.answer(({ refreshToken }) => refreshToken === 'refresh-0' ? signedIn(1) : { refused: [401, 'session_ended'] })
    expect(await second.auth.fetchAccessToken(GENTLY)).toBe('access-1')
    expect(fromText(await storage.load())?.refreshToken).toBe('refresh-1')
  })
})
