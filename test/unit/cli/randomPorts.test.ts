import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** All throw the dice alike: the worst that can happen. */
vi.mock('node:crypto', async importOriginal => ({ ...await importOriginal<typeof import('node:crypto')>(), randomInt: (from: number, to?: number) => to === undefined ? 0 : from }))

/** As another process has it. */
async function newFinder() {
  vi.resetModules()
  return await import('../../../cli/lib/portProbe')
}

const portsOf = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index)

describe('findRandomPorts', () => {
  let finder: Awaited<ReturnType<typeof newFinder>>
  beforeEach(async () => {
    finder = await newFinder()
  })
  afterEach(() => vi.resetModules())

  it('gives no port twice, whoever asks before they are used', async () => {
    const other = await newFinder()
    const counts = [1, 1, 2, 1, 2, 2]
    const found = await Promise.all([finder, other].flatMap(({ findRandomPorts }) => counts.map(async count => portsOf(await findRandomPorts(count), count))))
    expect(new Set(found.flat()).size).toBe(18)
  })

  it('goes on when it has given all, and leaves out what is in use by then', async () => {
    const first = await finder.findRandomPorts(1)
    const server = createServer()
    await new Promise<void>(done => server.listen(first, '127.0.0.1', done))
    const found = []
    for (let times = 0; times < 250; times++) found.push(await finder.findRandomPorts(1))
    server.close()
    expect(new Set(found).size).toBeLessThan(125)
    expect(found).not.toContain(first)
  })
})
