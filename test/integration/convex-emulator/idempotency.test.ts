import { ConvexClient, ConvexHttpClient } from 'convex/browser'
import { beforeEach, describe, expect, it } from 'vitest'
import { api } from './support/api'
import { disconnect, readLog, clearLog, reset } from './support/control'
import { useDeployment } from './support/deployment'
import { connectMessage, openRawSocket } from './support/rawSocket'
import type { RawSocket, ReceivedMessage } from './support/rawSocket'

const deployment = useDeployment()
const OTHER_SESSION = '4d2b1f0e-6c1a-4b7e-9a7d-3f1a52c0a002'

beforeEach(async () => {
  await reset(deployment.emulator)
  await clearLog(deployment.emulator)
})

async function mutate(requestId: number, udfPath: string, args: Record<string, unknown>, sessionId?: string | null): Promise<{ response: ReceivedMessage, raw: RawSocket }> {
  const raw = await openRawSocket(deployment.emulator.url)
  if (sessionId !== null) raw.send(connectMessage(sessionId))
  raw.send({ type: 'Mutation', requestId, udfPath, args: [args] })
  const response = await raw.next('MutationResponse')
  raw.socket.terminate()
  return { response, raw }
}

async function tasks(): Promise<string[]> {
  return await new ConvexHttpClient(deployment.emulator.url, { logger: false }).query(api.tasks.list, {}) as string[]
}

describe('a mutation sent again', () => {
  it('in the same session is answered from memory', async () => {
    const first = await mutate(3, 'tasks:add', { text: 'once' })
    const again = await mutate(3, 'tasks:add', { text: 'once' })
    expect(again.response).toEqual(first.response)
    expect(await tasks()).toEqual(['once'])
  })

  it('while the first is still on its way runs once', async () => {
    const responses = await Promise.all([mutate(0, 'tasks:add', { text: 'once' }), mutate(0, 'tasks:add', { text: 'once' })])
    expect(responses[0].response).toEqual(responses[1].response)
    expect(await tasks()).toEqual(['once'])
  })

  it('with another number or session is another mutation', async () => {
    await mutate(0, 'tasks:add', { text: 'a' })
    await mutate(1, 'tasks:add', { text: 'b' })
    await mutate(0, 'tasks:add', { text: 'c' }, OTHER_SESSION)
    expect(await tasks()).toEqual(['a', 'b', 'c'])
  })

  it('without a session runs each time', async () => {
    await mutate(0, 'tasks:add', { text: 'a' }, null)
    await mutate(0, 'tasks:add', { text: 'a' }, null)
    expect(await tasks()).toEqual(['a', 'a'])
  })

  it('after a failure runs again', async () => {
    const { response } = await mutate(0, 'tasks:addThenThrow', {})
    expect(response).toMatchObject({ success: false, ts: null })
    await mutate(0, 'tasks:addThenThrow', {})
    const runs = (await readLog(deployment.emulator)).filter(entry => entry.type === 'execution' && entry.function === 'tasks:addThenThrow')
    expect(runs).toHaveLength(2)
  })

  it('keeps its request id in the error text', async () => {
    const first = await mutate(0, 'tasks:addThenThrow', {})
    const again = await mutate(0, 'tasks:addThenThrow', {})
    expect(first.response.result).toMatch(/^\[Request ID: [0-9a-f]{16}\]/)
    expect(again.response.result).toBe(first.response.result)
  })
})

describe('ConvexClient', () => {
  it('loses and doubles no mutation when connections drop under it', async () => {
    const client = new ConvexClient(deployment.emulator.url, { logger: false })
    const texts = Array.from({ length: 30 }, (_, index) => String(index))
    const all = Promise.all(texts.map(text => client.mutation(api.tasks.add, { text })))
    await expect.poll(() => disconnect(deployment.emulator), { interval: 5 }).toBe(1)
    await all
    expect(await tasks()).toEqual(texts)
    await client.close()
  })
})
