import { ConvexClient } from 'convex/browser'
import { makeFunctionReference } from 'convex/server'
import { ConvexError } from 'convex/values'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { api } from './support/api'
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
    const seenByA = subscribe(a, api.tasks.list)
    const seenByB = subscribe(b, api.tasks.list)
    await seenByB.until(isList())
    await a.mutation(api.tasks.add, { text: 'one' })
    expect(seenByA.latest).toEqual(['one'])
    await seenByB.until(isList('one'))
    expect(seenByB.values).toEqual([[], ['one']])
  })

  it('runs a mutation without any query', async () => {
    expect(await connect().mutation(api.tasks.add, { text: 'one' })).toMatch(/tasks$/)
  })

  it('runs actions and sees what their mutations did', async () => {
    const client = connect()
    const seen = subscribe(client, api.tasks.list)
    expect(await client.action(api.tasks.addTwice, { text: 'x' })).toBe(2)
    await seen.until(isList('x', 'x'))
  })

  it('sees what scheduled functions do', async () => {
    const client = connect()
    const seen = subscribe(client, api.tasks.list)
    await client.mutation(api.tasks.addLater, { text: 'later' })
    await seen.until(isList('later'))
    const scheduled = (await readLog(deployment.emulator)).filter(entry => entry.type === 'execution' && entry.via === 'scheduler')
    expect(scheduled.at(-1)).toMatchObject({ function: 'tasks:addInternally', identity: null, caller: null })
  })

  it('gets errors of queries and mutations', async () => {
    const client = connect()
    const failed = await subscribe(client, api.tasks.badReturn).until(() => true)
    expect((failed as Error).message).toContain('[CONVEX Q(tasks:badReturn)]')
    expect((failed as Error).message).toContain('ReturnsValidationError')
    await expect(client.mutation(api.tasks.refuse, {})).rejects.toBeInstanceOf(ConvexError)
    await expect(client.query(makeFunctionReference<'query'>('tasks:count'), {})).rejects.toThrow('Could not find public function for \'tasks:count\'.')
  })

  it('reads and keeps pages', async () => {
    const client = connect()
    for (const text of ['1', '2', '3', '4']) await client.mutation(api.tasks.add, { text })
    const first = subscribe(client, api.tasks.page, { paginationOpts: { numItems: 2, cursor: null, id: 1 } })
    const page = await first.until(() => true) as { page: { text: string }[], continueCursor: string, isDone: boolean }
    expect(page.page.map(({ text }) => text)).toEqual(['4', '3'])
    const second = subscribe(client, api.tasks.page, { paginationOpts: { numItems: 2, cursor: page.continueCursor, id: 1 } })
    await second.until(() => true)
    await client.mutation(api.tasks.add, { text: '5' })
    const texts = [first.latest, second.latest].flatMap(value => (value as typeof page).page.map(({ text }) => text))
    expect(texts).toEqual(['5', '4', '3', '2', '1'])
  })

  it('comes back by itself after the connection drops', async () => {
    const client = connect()
    const seen = subscribe(client, api.tasks.list)
    await seen.until(isList())
    expect(await disconnect(deployment.emulator)).toBe(1)
    await connect().mutation(api.tasks.add, { text: 'meanwhile' })
    await seen.until(isList('meanwhile'))
  })

  it('receives a result of many megabytes in parts', async () => {
    const raw = await openRawSocket(deployment.emulator.url)
    raw.send(connectMessage())
    raw.send(addQuery(0, 0, 'values:large', { length: 11_000_000 }))
    const chunk = await raw.next('TransitionChunk')
    expect(chunk).toMatchObject({ partNumber: 0, totalParts: 3 })
    raw.socket.terminate()
    const value = await connect().query(api.values.large, { length: 11_000_000 })
    expect(value).toHaveLength(11_000_000)
  })
})

describe('computing results', () => {
  it('runs a query again only when data it read has changed', async () => {
    const client = connect()
    const mine = subscribe(client, api.tasks.listOf, { owner: 'ada' })
    const notes = subscribe(client, api.tasks.notes)
    await Promise.all([mine.until(() => true), notes.until(() => true)])
    await clearLog(deployment.emulator)
    await client.mutation(api.tasks.add, { text: 'not hers', owner: 'grace' })
    await client.mutation(api.tasks.add, { text: 'hers', owner: 'ada' })
    expect(mine.latest).toEqual(['hers'])
    const queries = (await readLog(deployment.emulator)).filter(entry => entry.type === 'execution' && entry.kind === 'query')
    expect(queries).toMatchObject([{ function: 'tasks:listOf' }])
    expect(mine.values).toEqual([[], ['hers']])
    expect(notes.values).toEqual([0])
  })

  it('runs the same query once for all who ask for it', async () => {
    const subscriptions = [connect(), connect(), connect()].map(client => subscribe(client, api.tasks.list))
    await Promise.all(subscriptions.map(seen => seen.until(isList())))
    await clearLog(deployment.emulator)
    await connect().mutation(api.tasks.add, { text: 'one' })
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
