import type { ConvexClient } from 'convex/browser'
import type { Benchmark, Row } from './benchmark'
import { changeTasks } from './support/changeTasks'
import { withConvexBackend } from './support/convexBackend'
import { figure } from './support/figure'

const CLIENTS = [1, 8]
/** Until Node has compiled what runs often, in both processes. */
const WARM_UP_MS = 3_000
const MEASURE_MS = 5_000

export const convexThroughput: Benchmark = {
  id: 'convex-throughput',
  part: 'convex',
  title: 'Convex emulator: mutations per second',
  method: `Tasks added and removed again, each client one mutation after the other for ${MEASURE_MS / 1000} s; nobody is subscribed.`,
  run: () => withConvexBackend(async ({ connectMany }) => {
    const clients = await connectMany(Math.max(...CLIENTS))
    const rows: Row[] = []
    for (const count of CLIENTS) {
      const active = clients.slice(0, count)
      await countPerSecond(WARM_UP_MS, active)
      rows.push({
        name: count === 1 ? '1 client' : `${count} clients at once`,
        figures: { mutations: figure(await countPerSecond(MEASURE_MS, active), '/s') },
      })
    }
    return rows
  }),
}

async function countPerSecond(ms: number, clients: ConvexClient[]): Promise<number> {
  const start = performance.now()
  const counts = await Promise.all(clients.map(client => changeTasks(client, () => performance.now() < start + ms)))
  const seconds = (performance.now() - start) / 1000
  return counts.reduce((sum, count) => sum + count, 0) / seconds
}
