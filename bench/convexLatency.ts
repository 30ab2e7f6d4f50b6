import type { ConvexClient } from 'convex/browser'
import { api } from '../convex/_generated/api'
import type { Benchmark, Row } from './benchmark'
import { withConvexBackend } from './support/convexBackend'
import { figure, percentile } from './support/figure'
import { watchTasks, type TaskWatch } from './support/taskWatch'

const SUBSCRIBERS = [1, 10, 50]
/** Until Node has compiled what runs often, in both processes. */
const WARM_UP_MS = 3_000
const MEASURE_MS = 5_000

export const convexLatency: Benchmark = {
  id: 'convex-latency',
  part: 'convex',
  title: 'Convex emulator: from a mutation in one client to the update in another',
  method: `Clients of one user, subscribed to a list that is empty but for the task just added; every update of every subscriber counts, for ${MEASURE_MS / 1000} s.`,
  run: () => withConvexBackend(async ({ connect, connectMany }) => {
    const writer = await connect()
    const watches: TaskWatch[] = []
    const rows: Row[] = []
    for (const count of SUBSCRIBERS) {
      watches.push(...(await connectMany(count - watches.length)).map(watchTasks))
      await measureFor(WARM_UP_MS, writer, watches)
      const latencies = await measureFor(MEASURE_MS, writer, watches)
      rows.push({
        name: count === 1 ? '1 subscriber' : `${count} subscribers`,
        figures: {
          median: percentile(latencies, 50),
          p95: percentile(latencies, 95),
          updates: figure(latencies.length, ''),
        },
      })
    }
    return rows
  }),
}

async function measureFor(ms: number, writer: ConvexClient, watches: TaskWatch[]): Promise<number[]> {
  const latencies: number[] = []
  const end = performance.now() + ms
  while (performance.now() < end) latencies.push(...await measureOnce(writer, watches))
  return latencies
}

async function measureOnce(writer: ConvexClient, watches: TaskWatch[]): Promise<number[]> {
  const text = crypto.randomUUID()
  const seen = watches.map(watch => watch.until(tasks => tasks.some(task => task.text === text)))
  const start = performance.now()
  const id = await writer.mutation(api.tasks.add, { text })
  const latencies = (await Promise.all(seen)).map(at => at - start)

  // The next round begins only when nothing of this one is under way any more.
  const gone = watches.map(watch => watch.until(tasks => tasks.length === 0))
  await writer.mutation(api.tasks.remove, { id })
  await Promise.all(gone)
  return latencies
}
