import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'
import { ConvexClient } from 'convex/browser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from './support/api'
import { spawnConvex } from './support/cli'
import { Collected } from './support/collect'
import { readLog } from './support/control'
import { useDeployment } from './support/deployment'

const deployment = useDeployment()
const lines = new Collected<string>()
const results = new Collected<unknown>()
let dev: ChildProcess
let client: ConvexClient

const isReady = (line: string) => line.includes('Convex functions ready!')

beforeAll(async () => {
  dev = spawnConvex(deployment.emulator, deployment.project.directory, ['dev', '--typecheck', 'disable'])
  for (const stream of [dev.stdout, dev.stderr]) stream?.on('data', (chunk: Buffer) => chunk.toString().split('\n').forEach(lines.add))
  await lines.until(isReady)
  client = new ConvexClient(deployment.emulator.url, { logger: false })
  client.onUpdate(api.tasks.list, {}, results.add)
  await client.mutation(api.tasks.add, { text: 'one' })
})
afterAll(async () => {
  await client?.close()
  if (!dev) return
  const closed = once(dev, 'close')
  dev.kill('SIGINT')
  await closed
})

describe('convex dev, watching', () => {
  it('brings changed code to subscribed clients within a second of the push', async () => {
    await deployment.project.edit('convex/tasks.ts', 'return tasks.map(task => task.text as string)', 'return tasks.map(task => `new: ${task.text as string}`)')
    await results.until(value => JSON.stringify(value) === '["new: one"]')
    const received = Date.now()
    const push = (await readLog(deployment.emulator)).findLast(({ type }) => type === 'push')
    expect(received - Number(push?.at)).toBeLessThan(1000)
  })

  it('keeps what works when the next version does not', async () => {
    await deployment.project.write('convex/broken.ts', 'import { queryGeneric } from \'convex/server\'\nexport const q = queryGeneric({ handler: async () => 1 })\nthrow new Error(\'at import\')\n')
    await lines.until(line => line.includes('Failed to analyze broken.js'))
    await client.mutation(api.tasks.add, { text: 'two' })
    expect(results.latest).toEqual(['new: one', 'new: two'])
    const pushesBefore = lines.values.filter(isReady).length
    await deployment.project.write('convex/broken.ts', 'export const fixed = true\n')
    await expect.poll(() => lines.values.filter(isReady).length, { timeout: 10_000 }).toBeGreaterThan(pushesBefore)
    expect(results.latest).toEqual(['new: one', 'new: two'])
  })

  it('is not told to try again and again by the log endpoint', () => {
    expect(lines.values.join('\n')).not.toContain('Failed to fetch logs')
  })
})
