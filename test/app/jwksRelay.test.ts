import { afterEach, describe, expect, inject, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { startAppServer, type AppServer } from '../support/appServer'
import { startHttpServer } from '../support/testServers'

const stack = inject('stack')
const PATH = '/.well-known/jwks.json'
const stops: Array<() => unknown> = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function start(env: Record<string, string>): Promise<AppServer> {
  const server = await startAppServer(stack, { cookiePassword: createCookiePassword(), env: { NUXT_AUTH_JWKS_RELAY: 'true', ...env } })
  stops.unshift(server.stop)
  return server
}

/** A WorkOS that says what it is told to. */
async function workos(answer: () => { status: number, body?: unknown }): Promise<{ port: string, asked: () => number }> {
  let asked = 0
  const server = await startHttpServer((_, response) => {
    asked += 1
    const { status, body } = answer()
    response.writeHead(status, { 'content-type': 'application/jwk-set+json' }).end(JSON.stringify(body))
  })
  stops.push(server.close)
  return { port: String(server.port), asked: () => asked }
}

const key = { kty: 'RSA', kid: 'key_1', n: 'AQAB', e: 'AQAB', alg: 'RS256', use: 'sig' }

describe('the relay of WorkOS\'s keys', () => {
  it('is off unless it is asked for', async () => {
    expect((await fetch(stack.url + PATH)).status).toBe(404)
  })

  it('has the keys of WorkOS, as JSON that any reader takes', async () => {
    const server = await start({})
    const response = await fetch(server.url + PATH)
    const { keys } = await response.json() as { keys: Array<Record<string, unknown>> }
    const theirs = await (await fetch(`${stack.workosUrl}/sso/jwks/client_emulator`)).json() as { keys: Array<Record<string, unknown>> }
    expect(keys).toEqual(theirs.keys.map(({ kty, kid, n, e }) => ({ kty, kid, n, e, alg: 'RS256', use: 'sig' })))
    expect(response.headers.get('content-type')).toMatch(/^application\/json\b/)
    expect(response.headers.get('cache-control')).toBe('public, max-age=300')
  })

  it('asks WorkOS once, and passes on neither private parts nor keys of other kinds', async () => {
    const service = await workos(() => ({ status: 200, body: { keys: [{ ...key, d: 'private', x5c: ['…'] }, { kty: 'EC', kid: 'key_2' }, 'nonsense'] } }))
    const server = await start({ WORKOS_API_PORT: service.port })
    const answers = await Promise.all(Array.from({ length: 20 }, async () => await (await fetch(server.url + PATH)).json() as unknown))
    for (const answer of answers) expect(answer).toEqual({ keys: [key] })
    expect(service.asked()).toBe(1)
  })

  it.each([
    ['WorkOS does not answer', { status: 500 }],
    ['WorkOS has no keys', { status: 200, body: { keys: [] } }],
    ['WorkOS answers nonsense', { status: 200, body: 'nonsense' }],
  ])('answers 503 when %s, without asking in a loop', async (_, answer) => {
    const service = await workos(() => answer)
    const server = await start({ WORKOS_API_PORT: service.port })
    expect((await fetch(server.url + PATH)).status).toBe(503)
    expect((await fetch(server.url + PATH)).status).toBe(503)
    expect(service.asked()).toBe(1)
  })
})
