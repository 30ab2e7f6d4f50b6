import { afterEach, describe, expect, inject, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { startAppServer, type AppServer } from '../support/appServer'
import { startRedis, type Redis } from '../support/redis'
import { startHttpServer, type TestServer } from '../support/testServers'

const stack = inject('stack')
const stops: Array<() => unknown> = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function start(env: Record<string, string> = {}): Promise<AppServer> {
  const server = await startAppServer(stack, { cookiePassword: createCookiePassword(), env })
  stops.unshift(server.stop)
  return server
}

async function redis(): Promise<Redis> {
  const started = await startRedis()
  stops.push(started.stop)
  return started
}

async function service(...listener: Parameters<typeof startHttpServer>): Promise<TestServer> {
  const server = await startHttpServer(...listener)
  stops.push(server.close)
  return server
}

const read = async (server: Pick<AppServer, 'url'>, path = '/health/ready') => {
  const response = await fetch(server.url + path)
  return { status: response.status, body: await response.json() as unknown, headers: response.headers }
}

describe('/health', () => {
  it('says that the process lives, whatever else is away', async () => {
    const server = await start({ CONVEX_URL: 'http://127.0.0.1:9', WORKOS_API_PORT: '9' })
    const { status, body, headers } = await read(server, '/health')
    expect([status, body, headers.get('cache-control')]).toEqual([200, { status: 'ok' }, 'no-store'])
    expect(headers.has('vary')).toBe(false)
  })
})

describe('/health/ready', () => {
  it('says that everything is in reach', async () => {
    const { url } = await redis()
    const server = await start({ REDIS_URL: url })
    // It takes a moment to connect.
    await expect.poll(() => read(server), { timeout: 15_000, interval: 500 })
      .toMatchObject({ status: 200, body: { status: 'ok', checks: { convex: 'ok', workos: 'ok', redis: 'ok' } } })
    expect(await read({ url: stack.url })).toMatchObject({ status: 200, body: { status: 'ok', checks: { convex: 'ok', workos: 'ok' } } })
  })

  it('names what is not, within two seconds, and says nothing more', async () => {
    const silent = await service(() => {})
    const { url, stop } = await redis()
    const server = await start({ CONVEX_URL: silent.url, WORKOS_API_PORT: '9', REDIS_URL: url })
    await stop()
    const startedAt = performance.now()
    const { status, body, headers } = await read(server)
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    expect([status, body]).toEqual([503, { status: 'unavailable', checks: { convex: 'failed', workos: 'failed', redis: 'failed' } }])
    expect(headers.get('cache-control')).toBe('no-store')
    expect(server.logs()).toMatch(/convex is out of reach.*no answer within 2000 ms/)
  })

  it('counts an answer that is no success as a failure', async () => {
    const failing = await service((_, response) => response.writeHead(500).end())
    expect(await read(await start({ CONVEX_URL: failing.url }))).toMatchObject({ status: 503, body: { checks: { convex: 'failed', workos: 'ok' } } })
  })

  it('asks the services once, however often it is asked', async () => {
    let asked = 0
    const counting = await service((_, response) => {
      asked += 1
      setTimeout(() => response.end('ok'), 200)
    })
    const server = await start({ CONVEX_URL: counting.url })
    const statuses = await Promise.all(Array.from({ length: 50 }, async () => (await read(server)).status))
    await read(server)
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(asked).toBe(1)
  })
})
