import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { ConvexClient, ConvexHttpClient } from 'convex/browser'
import { describe, expect, it } from 'vitest'
import { findRandomPorts } from '../../../cli/lib/portProbe'
import { startConvexEmulator } from '../../../emulators/convex/start'
import { api } from './support/api'
import { Collected } from './support/collect'
import { clearLog, readLog, reset } from './support/control'
import { useDeployment } from './support/deployment'

const deployment = useDeployment()

describe('the log', () => {
  it('tells connections, messages, executions and closes in order, and can be emptied', async () => {
    await clearLog(deployment.emulator)
    const client = new ConvexClient(deployment.emulator.url, { logger: false })
    await client.query(api.tasks.list, {})
    await client.close()
    await expect.poll(async () => (await readLog(deployment.emulator)).map(({ type }) => type)).toContain('close')
    const log = await readLog(deployment.emulator)
    const [first] = log
    expect(log.map(entry => entry.type === 'message' ? entry.message.type : entry.type)).toEqual(
      expect.arrayContaining(['connect', 'Connect', 'ModifyQuerySet', 'execution', 'close']),
    )
    expect(first).toMatchObject({ type: 'connect', path: '/api/1.48.0/sync', connection: expect.any(Number) as number, at: expect.any(Number) as number })
    expect(new Set(log.map(({ connection }) => connection))).toEqual(new Set([first?.connection]))
    await clearLog(deployment.emulator)
    expect(await readLog(deployment.emulator)).toEqual([])
  })
})

describe('reset', () => {
  it('empties the data for connected clients too, and keeps code and variables', async () => {
    const client = new ConvexClient(deployment.emulator.url, { logger: false })
    const seen = new Collected<string[]>()
    client.onUpdate(api.tasks.list, {}, seen.add)
    await client.mutation(api.tasks.add, { text: 'gone soon' })
    await reset(deployment.emulator)
    await expect.poll(() => seen.latest).toEqual([])
    await client.mutation(api.tasks.add, { text: 'after' })
    expect(seen.latest).toEqual(['after'])
    await client.close()
  })
})

describe('the command', () => {
  it('names a port in use and how to change it', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await once(blocker, 'listening')
    const { port } = blocker.address() as AddressInfo
    await expect(startConvexEmulator({ port })).rejects.toThrow(
      new RegExp(`code 1:\\nPort ${port} is in use, so the Convex emulator cannot start\\. .*CONVEX_EMULATOR_PORT`),
    )
    blocker.close()
  })

  it('prints the console of functions, and stops on a signal', async () => {
    const client = new ConvexHttpClient(deployment.emulator.url, { logger: false })
    await client.mutation(api.tasks.add, { text: 'hello' })
    expect(deployment.emulator.output()).toContain('[convex tasks:add] adding hello')
    const another = await startConvexEmulator()
    await another.stop()
    await expect(fetch(`${another.url}/health`)).rejects.toThrow('fetch failed')
  })

  it('puts HTTP actions on the next port unless told otherwise', async () => {
    const port = await findRandomPorts(2)
    const emulator = await startConvexEmulator({ port })
    expect(emulator.siteUrl).toBe(`http://127.0.0.1:${port + 1}`)
    await emulator.stop()
  })
})
