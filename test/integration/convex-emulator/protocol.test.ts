import { beforeEach, describe, expect, it } from 'vitest'
import { reset } from './support/control'
import { useDeployment } from './support/deployment'
import { addQuery, connectMessage, openRawSocket } from './support/rawSocket'

const deployment = useDeployment()

beforeEach(() => reset(deployment.emulator))

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
