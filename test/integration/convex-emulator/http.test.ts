import { ConvexHttpClient } from 'convex/browser'
import { ConvexError, convexToJson } from 'convex/values'
import type { Value } from 'convex/values'
import { beforeEach, describe, expect, it } from 'vitest'
import { api } from './support/api'
import { adminFetch, reset } from './support/control'
import { useDeployment } from './support/deployment'

const deployment = useDeployment()
let client: ConvexHttpClient

beforeEach(async () => {
  await reset(deployment.emulator)
  client = new ConvexHttpClient(deployment.emulator.url, { logger: false })
})

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${deployment.emulator.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

describe('ConvexHttpClient', () => {
  it('runs queries, mutations and actions', async () => {
    const id = await client.mutation(api.tasks.add, { text: 'one' })
    expect(id).toMatch(/^\d+tasks$/)
    expect(await client.query(api.tasks.list, {})).toEqual(['one'])
    expect(await client.action(api.tasks.addTwice, { text: 'two' })).toBe(3)
    expect(await client.consistentQuery(api.tasks.list, {})).toEqual(['one', 'two', 'two'])
  })

  it('rolls a mutation back when it throws', async () => {
    await expect(client.mutation(api.tasks.addThenThrow, {})).rejects.toThrow('Uncaught Error: changed my mind')
    expect(await client.query(api.tasks.list, {})).toEqual([])
  })

  it('names the line of the developer\'s file in a function error', async () => {
    await expect(client.mutation(api.tasks.addThenThrow, {})).rejects.toThrow(
      /^\[Request ID: [0-9a-f]{16}\] Server Error\nUncaught Error: changed my mind\n {4}at handler \(\.\.\/convex\/tasks\.ts:\d+:\d+\)\n$/,
    )
  })

  it('throws ConvexError with its data', async () => {
    const error: unknown = await client.mutation(api.tasks.refuse, {}).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConvexError)
    expect((error as ConvexError<Value>).data).toEqual({ code: 'REFUSED', size: 3n })
  })

  it.each<[string, Value]>([
    ['an integer', -5n],
    ['bytes', new Uint8Array([1, 2, 255]).buffer],
    ['infinity', Number.POSITIVE_INFINITY],
    ['negative zero', -0],
    ['not a number', Number.NaN],
    ['nested values', { b: [1n, null, { c: 'text' }], a: true }],
  ])('keeps %s', async (_name, value) => {
    expect(await client.query(api.values.echo, { value })).toEqual(value)
  })

  it('turns undefined into null', async () => {
    expect(await client.query(api.values.nothing, {})).toBeNull()
  })
})

describe('function errors', () => {
  it.each([
    ['query', 'nope', {}, 'Could not find public function for \'tasks:nope\'.\n'],
    ['query', 'count', {}, 'Could not find public function for \'tasks:count\'.\n'],
    ['mutation', 'list', {}, 'Trying to execute tasks.js:list as Mutation, but it is defined as Query.\n'],
    ['query', 'listOf', {}, 'ArgumentValidationError: Object is missing the required field `owner`. Consider wrapping the field validator in `v.optional(...)` if this is expected.\n\nObject: {}\nValidator: v.object({owner: v.string()})\n'],
    ['query', 'listOf', { owner: 1 }, 'ArgumentValidationError: Value does not match validator.\nPath: .owner\nValue: 1.0\nValidator: v.string()\n'],
    ['query', 'listOf', { owner: 'a', more: true }, 'ArgumentValidationError: Object contains extra field `more` that is not in the validator.\n\nObject: {more: true, owner: "a"}\nValidator: v.object({owner: v.string()})\n'],
    ['query', 'badReturn', {}, 'ReturnsValidationError: Value does not match validator.\n\nValue: "text"\nValidator: v.float64()\n'],
  ] as const)('words a failing %s of tasks:%s', async (kind, name, args, text) => {
    const response = await post(`/api/${kind}`, { path: `tasks:${name}`, format: 'convex_encoded_json', args: [args] })
    expect(response.status).toBe(200)
    const body = await response.json() as { status: string, errorMessage: string }
    expect(body.status).toBe('error')
    expect(body).not.toHaveProperty('errorData')
    expect(body).not.toHaveProperty('logLines')
    expect(body.errorMessage.replace(/^\[Request ID: [0-9a-f]{16}\] Server Error\n/, '')).toBe(text)
  })

  it('words a document that does not match its table', async () => {
    await expect(client.mutation(api.tasks.addWrongly, {})).rejects.toThrow(
      'Uncaught Error: Failed to insert or update a document in table "notes" because it does not match the schema: Value does not match validator.\nPath: .text\nValue: 1.0\nValidator: v.string()',
    )
  })
})

describe('answers', () => {
  it('puts the value in an envelope, with log lines only when there are some', async () => {
    const quiet = await post('/api/query', { path: 'tasks:list', args: {} })
    expect(await quiet.json()).toEqual({ status: 'success', value: [] })
    const loud = await post('/api/mutation', { path: 'tasks:add', args: { text: 'one' } })
    expect(await loud.json()).toMatchObject({ status: 'success', logLines: ['[LOG] \'adding\' \'one\''] })
  })

  it('answers clean JSON without a format and typed JSON on request', async () => {
    const value = { big: 7n, bytes: new Uint8Array([1]).buffer, infinite: Number.NEGATIVE_INFINITY }
    const args = { value: convexToJson(value) }
    const clean = await post('/api/query', { path: 'values:echo', args })
    expect(await clean.json()).toMatchObject({ value: { big: '7', bytes: 'AQ==', infinite: '-Infinity' } })
    const encoded = await post('/api/query', { path: 'values:echo', args, format: 'convex_encoded_json' })
    expect(await encoded.json()).toMatchObject({ value: args.value })
  })

  it('runs a query from the query string and by URL', async () => {
    await client.mutation(api.tasks.add, { text: 'one' })
    const byQuery = await fetch(`${deployment.emulator.url}/api/query?path=tasks:list&args={}&format=json`)
    expect(await byQuery.json()).toEqual({ status: 'success', value: ['one'] })
    const byUrl = await post('/api/run/tasks/list', { args: {} })
    expect(await byUrl.json()).toEqual({ status: 'success', value: ['one'] })
  })

  it('runs a batch of queries', async () => {
    const response = await post('/api/query_batch', { queries: [{ path: 'tasks:list', args: {} }, { path: 'tasks:nope', args: {} }] })
    expect(await response.json()).toMatchObject({ results: [{ status: 'success', value: [] }, { status: 'error' }] })
  })

  it('lets the admin key run internal functions, and nobody else', async () => {
    const allowed = await adminFetch(deployment.emulator, '/api/function', { path: 'tasks:count', args: {} })
    expect(await allowed.json()).toEqual({ status: 'success', value: 0 })
    const refused = await post('/api/function', { path: 'tasks:count', args: {} })
    expect(refused.status).toBe(403)
  })
})

describe('platform errors', () => {
  it.each([
    ['an unparsable path', { path: 'a:b:c', args: {} }, {}, 400, 'BadConvexFunctionIdentifier'],
    ['a body that is not JSON', '{', {}, 400, 'BadJsonBody'],
    ['another content type', { path: 'tasks:list', args: {} }, { 'Content-Type': 'text/plain' }, 400, 'BadJsonBody'],
    ['an unknown format', { path: 'tasks:list', args: {}, format: 'xml' }, {}, 400, 'BadFormat'],
    ['a malformed client version', { path: 'tasks:list', args: {} }, { 'Convex-Client': 'npm-x' }, 400, 'InvalidClientVersion'],
    ['an old client', { path: 'tasks:list', args: {} }, { 'Convex-Client': 'npm-0.19.1' }, 400, 'ClientVersionUnsupported'],
    ['a short Authorization header', { path: 'tasks:list', args: {} }, { Authorization: 'Bear' }, 400, 'InvalidHeaderFailure'],
    ['another scheme', { path: 'tasks:list', args: {} }, { Authorization: 'Basic YTpi' }, 400, 'InvalidAdminKey'],
    ['a wrong admin key', { path: 'tasks:list', args: {} }, { Authorization: 'convex emulator|wrong' }, 401, 'BadAdminKey'],
    ['a token that is none', { path: 'tasks:nope', args: {} }, { Authorization: 'bearer nonsense' }, 401, 'InvalidAuthHeader'],
  ])('answers %s', async (_name, body, headers, status, code) => {
    const response = await post('/api/query', body, headers)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code, message: expect.any(String) as string })
  })

  it('gives ConvexHttpClient the raw text of a platform error', async () => {
    client.setAuth('nonsense')
    await expect(client.query(api.tasks.list, {})).rejects.toThrow('{"code":"InvalidAuthHeader"')
  })
})

describe('CORS', () => {
  it('mirrors any origin on the API', async () => {
    const response = await fetch(`${deployment.emulator.url}/api/query`, {
      method: 'OPTIONS',
      headers: { 'Origin': 'https://app.example', 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization,convex-client' },
    })
    expect(response.ok).toBe(true)
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example')
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization')
    expect(response.headers.get('access-control-max-age')).toBe('86400')
  })

  it('mirrors the origin on failures too', async () => {
    const response = await post('/api/query', '{', { Origin: 'https://app.example' })
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example')
  })
})

describe('about the deployment', () => {
  it('tells its name and that it is up', async () => {
    expect(await (await fetch(`${deployment.emulator.url}/instance_name`)).text()).toBe('emulator')
    expect((await fetch(`${deployment.emulator.url}/version`)).status).toBe(200)
    expect((await fetch(`${deployment.emulator.url}/health`)).status).toBe(200)
  })
})
