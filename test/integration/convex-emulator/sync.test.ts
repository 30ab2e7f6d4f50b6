import { ConvexClient } from 'convex/browser'
import { anyApi } from 'convex/server'
import { ConvexError } from 'convex/values'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Collected } from './support/collect'
import { clearLog, disconnect, readLog, reset } from './support/control'
import { useDeployment } from './support/deployment'
import { addQuery, connectMessage, openRawSocket } from './support/rawSocket'

const deployment = useDeployment()
const clients: ConvexClient[] = []

beforeEach(() => reset(deployment.emulator))
afterEach(async () => {
  await Promise.all(clients.splice(0).map(client => client.close()))
})

function connect(): ConvexClient {
  const client = new ConvexClient(deployment.emulator.url, { logger: false })
  clients.push(client)
  return client
}

function subscribe(client: ConvexClient, query: unknown, args: Record<string, unknown> = {}): Collected<unknown> {
  const results = new Collected<unknown>()
  client.onUpdate(query as never, args as never, results.add, error => results.add(error))
  return results
}

const isList = (...texts: string[]) => (value: unknown) => JSON.stringify(value) === JSON.stringify(texts)

describe('ConvexClient', () => {
  it('sees its own mutations, and those of others', async () => {
    const [a, b] = [connect(), connect()]
    const seenByA = subscribe(a, anyApi.tasks.list)
    const seenByB = subscribe(b, anyApi.tasks.list)
    await seenByB.until(isList())
    await a.mutation(anyApi.tasks.add, { text: 'one' })
    expect(seenByA.latest).toEqual(['one'])
    await seenByB.until(isList('one'))
    expect(seenByB.values).toEqual([[], ['one']])
  })

  it('runs a mutation without any query', async () => {
    expect(await connect().mutation(anyApi.tasks.add, { text: 'one' })).toMatch(/tasks$/)
  })

  it('runs actions and sees what their mutations did', async () => {
    const client = connect()
    const seen = subscribe(client, anyApi.tasks.list)
    expect(await client.action(anyApi.tasks.addTwice, { text: 'x' })).toBe(2)
    await seen.until(isList('x', 'x'))
  })

  it('sees what scheduled functions do', async () => {
    const client = connect()
    const seen = subscribe(client, anyApi.tasks.list)
    await client.mutation(anyApi.tasks.addLater, { text: 'later' })
    await seen.until(isList('later'))
    const scheduled = (await readLog(deployment.emulator)).filter(entry => entry.type === 'execution' && entry.via === 'scheduler')
    expect(scheduled.at(-1)).toMatchObject({ function: 'tasks:addInternally', identity: null, caller: null })
  })

  it('gets errors of queries and mutations', async () => {
    const client = connect()
    const failed = await subscribe(client, anyApi.tasks.badReturn).until(() => true)
    expect((failed as Error).message).toContain('[CONVEX Q(tasks:badReturn)]')
    expect((failed as Error).message).toContain('ReturnsValidationError')
    await expect(client.mutation(anyApi.tasks.refuse, {})).rejects.toBeInstanceOf(ConvexError)
    await expect(client.query(anyApi.tasks.count, {})).rejects.toThrow('Could not find public function for \'tasks:count\'.')
  })

  it('reads and keeps pages', async () => {
    const client = connect()
    for (const text of ['1', '2', '3', '4']) await client.mutation(anyApi.tasks.add, { text })
    const first = subscribe(client, anyApi.tasks.page, { paginationOpts: { numItems: 2, cursor: null, id: 1 } })
    const page = await first.until(() => true) as { page: { text: string }[], continueCursor: string, isDone: boolean }
    expect(page.page.map(({ text }) => text)).toEqual(['4', '3'])
    const second = subscribe(client, anyApi.tasks.page, { paginationOpts: { numItems: 2, cursor: page.continueCursor, id: 1 } })
    await second.until(() => true)
    await client.mutation(anyApi.tasks.add, { text: '5' })
    const texts = [first.latest, second.latest].flatMap(value => (value as typeof page).page.map(({ text }) => text))
    expect(texts).toEqual(['5', '4', '3', '2', '1'])
  })

  it('comes back by itself after the connection drops', async () => {
    const client = connect()
    const seen = subscribe(client, anyApi.tasks.list)
    await seen.until(isList())
    expect(await disconnect(deployment.emulator)).toBe(1)
    await connect().mutation(anyApi.tasks.add, { text: 'meanwhile' })
    await seen.until(isList('meanwhile'))
  })

  it('receives a result of many megabytes in parts', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send(connectMessage())
    raw.send(addQuery(0, 0, 'values:large', { length: 11_000_000 }))
    const chunk = await raw.next('TransitionChunk')
    expect(chunk).toMatchObject({ partNumber: 0, totalParts: 3 })
    raw.socket.terminate()
    const value = await connect().query(anyApi.values.large, { length: 11_000_000 })
    expect(value).toHaveLength(11_000_000)
  })
})

describe('computing results', () => {
  it('runs a query again only when data it read has changed', async () => {
    const client = connect()
    const mine = subscribe(client, anyApi.tasks.listOf, { owner: 'ada' })
    const notes = subscribe(client, anyApi.tasks.notes)
    await Promise.all([mine.until(() => true), notes.until(() => true)])
    await clearLog(deployment.emulator)
    await client.mutation(anyApi.tasks.add, { text: 'not hers', owner: 'grace' })
    await client.mutation(anyApi.tasks.add, { text: 'hers', owner: 'ada' })
    expect(mine.latest).toEqual(['hers'])
    const queries = (await readLog(deployment.emulator)).filter(entry => entry.type === 'execution' && entry.kind === 'query')
    expect(queries).toMatchObject([{ function: 'tasks:listOf' }])
    expect(mine.values).toEqual([[], ['hers']])
    expect(notes.values).toEqual([0])
  })

  it('runs the same query once for all who ask for it', async () => {
    const subscriptions = [connect(), connect(), connect()].map(client => subscribe(client, anyApi.tasks.list))
    await Promise.all(subscriptions.map(seen => seen.until(isList())))
    await clearLog(deployment.emulator)
    await connect().mutation(anyApi.tasks.add, { text: 'one' })
    await Promise.all(subscriptions.map(seen => seen.until(isList('one'))))
    const queries = (await readLog(deployment.emulator)).filter(entry => entry.type === 'execution' && entry.kind === 'query')
    expect(queries).toHaveLength(1)
  })

  it('sends only results that have changed', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send(connectMessage())
    raw.send(addQuery(0, 0, 'tasks:list'))
    raw.send(addQuery(1, 1, 'tasks:notes'))
    await raw.next('Transition', ({ endVersion }) => (endVersion as { querySet: number }).querySet === 2)
    raw.send({ type: 'Mutation', requestId: 0, udfPath: 'tasks:add', args: [{ text: 'one' }] })
    const response = await raw.next('MutationResponse')
    const transition = await raw.next('Transition', ({ startVersion }) => (startVersion as { querySet: number }).querySet === 2)
    expect(transition.modifications).toEqual([{ type: 'QueryUpdated', queryId: 0, value: ['one'], logLines: [], journal: null }])
    expect((transition.endVersion as { ts: string }).ts).toBe(response.ts)
    raw.socket.terminate()
  })
})

describe('the protocol', () => {
  it('works without a Connect message', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send(addQuery(0, 7, 'tasks.js:list'))
    const transition = await raw.next('Transition')
    expect(transition).toMatchObject({
      startVersion: { querySet: 0, identity: 0, ts: 'AAAAAAAAAAA=' },
      endVersion: { querySet: 1, identity: 0 },
      modifications: [{ type: 'QueryUpdated', queryId: 7, value: [] }],
      clientClockSkew: null,
    })
    raw.socket.terminate()
  })

  it('chains versions, tells the clock skew in milliseconds and its own time in nanoseconds', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send(connectMessage(undefined, { clientTs: Date.now() + 60_000 }))
    raw.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'None' })
    const first = await raw.next('Transition')
    expect(first.endVersion).toMatchObject({ querySet: 0, identity: 1 })
    raw.send(addQuery(0, 0, 'tasks:list'))
    const second = await raw.next('Transition')
    expect(second.startVersion).toEqual(first.endVersion)
    expect(second.endVersion).toMatchObject({ querySet: 1, identity: 1 })
    expect(second.clientClockSkew).toBeGreaterThan(55_000)
    expect(second.clientClockSkew).toBeLessThan(65_000)
    expect(Math.abs(Number(second.serverTs) / 1e6 - Date.now())).toBeLessThan(5_000)
    raw.socket.terminate()
  })

  it('removes queries', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send(addQuery(0, 0, 'tasks:list'))
    await raw.next('Transition')
    raw.send({ type: 'ModifyQuerySet', baseVersion: 1, newVersion: 2, modifications: [{ type: 'Remove', queryId: 0 }] })
    expect((await raw.next('Transition')).modifications).toEqual([{ type: 'QueryRemoved', queryId: 0 }])
    raw.socket.terminate()
  })

  it('answers a mutation before the transition that shows it', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send(connectMessage())
    raw.send(addQuery(0, 0, 'tasks:list'))
    await raw.next('Transition')
    for (let requestId = 0; requestId < 20; requestId++) raw.send({ type: 'Mutation', requestId, udfPath: 'tasks:add', args: [{ text: String(requestId) }] })
    await raw.next('Transition', ({ modifications }) => (modifications as { value: string[] }[])[0]?.value.length === 20)
    let answered = 0
    for (const message of raw.received) {
      if (message.type === 'MutationResponse') answered += 1
      if (message.type !== 'Transition') continue
      const [update] = message.modifications as { value: string[] }[]
      if (update) expect(update.value.length).toBeLessThanOrEqual(answered)
    }
    expect(answered).toBe(20)
    raw.socket.terminate()
  })

  it.each<[string, (string | Record<string, unknown>)[], string]>([
    ['a query set built on another version', [addQuery(3, 0, 'tasks:list')], 'Base version 3 passed up doesn\'t match the current version 0'],
    ['text that is not JSON', ['{'], 'Received Invalid JSON on websocket: '],
    ['an unknown message', [{ type: 'Hello' }], 'Received Invalid JSON on websocket: '],
    ['a session that is not a UUID', [connectMessage('me')], 'Received Invalid JSON on websocket: '],
    ['an unparsable path', [addQuery(0, 0, 'a:b:c')], 'Received Invalid JSON on websocket: '],
  ])('tells a FatalError for %s', async (_name, messages, text) => {
    const raw = await openRawSocket(deployment.emulator.url)
    for (const message of messages) raw.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
    expect((await raw.next('FatalError')).error).toContain(text)
    expect(await raw.closed).toEqual({ code: 1005, reason: '' })
  })

  it.each<[string, Record<string, unknown>[]]>([
    ['a version that does not move on', [{ type: 'ModifyQuerySet', baseVersion: 0, newVersion: 0, modifications: [] }]],
    ['the same query id twice', [addQuery(0, 0, 'tasks:list'), addQuery(1, 0, 'tasks:list')]],
    ['removing a query that is not there', [{ type: 'ModifyQuerySet', baseVersion: 0, newVersion: 1, modifications: [{ type: 'Remove', queryId: 5 }] }]],
    ['an Authenticate built on another version', [{ type: 'Authenticate', baseVersion: 4, tokenType: 'None' }]],
    ['a client that has seen later times', [connectMessage(undefined, { maxObservedTimestamp: '//////////8=' })]],
  ])('closes with 1011 for %s', async (_name, messages) => {
    const raw = await openRawSocket(deployment.emulator.url)
    for (const message of messages) raw.send(message)
    expect(await raw.closed).toEqual({ code: 1011, reason: 'InternalServerError' })
  })

  it.each(['/api/latest/sync', '/api/0.19.1/sync', '/api/1.48.0/other'])('refuses a socket at %s', async (path) => {
    await expect(openRawSocket(deployment.emulator.url, path)).rejects.toThrow(/Unexpected server response: 40[04]/)
  })

  it('pings a silent client within 15 seconds', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    const started = performance.now()
    await raw.next('Ping')
    expect(performance.now() - started).toBeLessThan(15_000)
    raw.socket.terminate()
  })
})
