import { setTimeout as delay } from 'node:timers/promises'
import { sessionEncryption } from '@workos/authkit-session'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { countRefreshes, startAppServer, type AppServer } from '../support/appServer'
import { startRedis, type Redis } from '../support/redis'
import { startStack, type Stack } from '../support/stack'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'

const COOKIE = 'wos-session'
const cookiePassword = createCookiePassword()

/** A stack of its own: it changes how WorkOS treats tokens, and counts what it is asked. */
let stack: Stack
beforeAll(async () => {
  stack = await startStack({ prod: true })
})
afterAll(async () => await stack.stop())
beforeEach(async () => {
  await configure({ accessTokenTtl: 300, refreshGraceSeconds: 30 })
  await fetch(`${stack.workosUrl}/_emulate/requests`, { method: 'DELETE' })
})

async function configure(settings: Record<string, number>): Promise<void> {
  const response = await fetch(`${stack.workosUrl}/_emulate/config`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) })
  expect(response.ok).toBe(true)
}

const started: Array<{ stop: () => Promise<void> }> = []
afterEach(async () => {
  await Promise.all(started.splice(0).map(async part => await part.stop()))
})

async function startTwo(redis?: Redis): Promise<[AppServer, AppServer]> {
  const env = redis ? { REDIS_URL: redis.url } : undefined
  const servers = await Promise.all([startAppServer(stack, { cookiePassword, env }), startAppServer(stack, { cookiePassword, env })])
  started.push(...servers)
  return servers
}

async function startRedisForTest(): Promise<Redis> {
  const redis = await startRedis()
  started.push(redis)
  return redis
}

/** Signed in on this server, with an access token that has died meanwhile. The next one lives long. */
async function createExpiredVisitor(server: AppServer): Promise<Visitor> {
  await configure({ accessTokenTtl: 1 })
  const visitor = await createSignedInVisitor(server, newAddress())
  await configure({ accessTokenTtl: 300 })
  // A token's times are whole seconds, rounded down: a second after its birth at the latest it is dead.
  await delay(1_000)
  return visitor
}

/** The same browser at another server of the site. */
function at(server: AppServer, visitor: Visitor): Visitor {
  const copy = createVisitor(server.url)
  for (const [name, value] of visitor.cookies) copy.cookies.set(name, value)
  return copy
}

async function isSignedIn(visitor: Visitor): Promise<boolean> {
  const response = await visitor.request('/api/auth/session')
  return response.status === 200 && await response.json() !== null
}

async function pairOf(visitor: Visitor): Promise<string> {
  const { accessToken, refreshToken } = await sessionEncryption.unsealData<{ accessToken: string, refreshToken: string }>(
    decodeURIComponent(visitor.cookies.get(COOKIE) ?? ''), { password: cookiePassword })
  return `${accessToken} ${refreshToken}`
}

/** Two hundred requests with the same cookie, every other one to the second server. */
async function storm(servers: readonly [AppServer, AppServer], visitor: Visitor, onHalf?: () => void) {
  return await Promise.all(Array.from({ length: 200 }, async (_, index) => {
    if (index === 100) onHalf?.()
    const tab = at(servers[index % 2 === 0 ? 0 : 1], visitor)
    const response = index % 4 < 2 ? await tab.request('/tasks') : await tab.postJson('/api/auth/token', {})
    await response.arrayBuffer()
    return { status: response.status, tab }
  }))
}

async function expectNobodySignedOut(servers: readonly [AppServer, AppServer], answers: Awaited<ReturnType<typeof storm>>): Promise<void> {
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  const pairs = new Map(await Promise.all(answers.map(async ({ tab }) => [await pairOf(tab), tab] as const)))
  for (const tab of pairs.values()) {
    for (const server of servers) expect(await isSignedIn(at(server, tab))).toBe(true)
  }
}

describe('two servers of one site', () => {
  it.each([['with', true], ['without', false]])('sign nobody out when one cookie expires everywhere at once, %s Redis', async (_, hasRedis) => {
    const servers = await startTwo(hasRedis ? await startRedisForTest() : undefined)
    const visitor = await createExpiredVisitor(servers[0])
    await expectNobodySignedOut(servers, await storm(servers, visitor))
    const refreshes = await countRefreshes(stack.workosUrl)
    expect(refreshes).toBeGreaterThan(0)
    expect(refreshes).toBeLessThanOrEqual(2)
  })

  it('reuse each other\'s refreshes with Redis, although WorkOS would refuse the second', async () => {
    await configure({ refreshGraceSeconds: 0 })
    const [first, second] = await startTwo(await startRedisForTest())
    const visitor = await createExpiredVisitor(first)
    const late = at(second, visitor)
    expect(await isSignedIn(visitor)).toBe(true)

    expect((await late.request('/tasks')).status).toBe(200)
    expect(await pairOf(late)).toBe(await pairOf(visitor))
    expect(await countRefreshes(stack.workosUrl)).toBe(1)
  })

  it('know of a sign-out on the other one at once with Redis', async () => {
    const [first, second] = await startTwo(await startRedisForTest())
    const visitor = await createSignedInVisitor(first, newAddress())
    const copy = at(second, visitor)
    expect(await isSignedIn(copy)).toBe(true)

    await visitor.postForm('/api/auth/logout', {})
    expect(await isSignedIn(copy)).toBe(false)
    expect(copy.cookies.has(COOKIE)).toBe(false)
  })

  it('go on when Redis dies in the middle of it', async () => {
    const redis = await startRedisForTest()
    const servers = await startTwo(redis)
    const visitor = await createExpiredVisitor(servers[0])
    // Both have used it, so it is a connection that breaks.
    for (const server of servers) expect(await isSignedIn(await createSignedInVisitor(server, newAddress()))).toBe(true)

    await expectNobodySignedOut(servers, await storm(servers, visitor, () => void redis.stop()))
    for (const server of servers) {
      expect(server.logs()).toContain('the shared store failed')
      const newcomer = await createSignedInVisitor(server, newAddress())
      expect((await newcomer.request('/tasks')).status).toBe(200)
      await newcomer.postForm('/api/auth/logout', {})
      expect(await isSignedIn(newcomer)).toBe(false)
    }
  })
})
