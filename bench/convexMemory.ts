import type { Benchmark, Row } from './benchmark'
import { changeTasks } from './support/changeTasks'
import { withConvexBackend } from './support/convexBackend'
import { figure } from './support/figure'

const MUTATIONS = 10_000
const CLIENTS = 8

export const convexMemory: Benchmark = {
  id: 'convex-memory',
  part: 'convex',
  title: `Convex emulator: memory after ${MUTATIONS.toLocaleString('en')} mutations`,
  method: `Tasks added and removed again by ${CLIENTS} clients, so the data does not grow, unlike the emulator's log of them; RSS as it is, heap after collecting garbage.`,
  run: () => withConvexBackend(async ({ connectMany, readMemory }) => {
    const clients = await connectMany(CLIENTS)
    const before = await readMemory()
    // Each turn is two mutations, and the clients share one supply of turns.
    let turns = MUTATIONS / 2
    await Promise.all(clients.map(client => changeTasks(client, () => turns-- > 0)))
    const after = await readMemory()
    return [
      toRow('before', before.rssBytes, before.heapBytes),
      toRow('after', after.rssBytes, after.heapBytes),
      toRow('growth', after.rssBytes - before.rssBytes, after.heapBytes - before.heapBytes),
    ]
  }),
}

const toRow = (name: string, rssBytes: number, heapBytes: number): Row =>
  ({ name, figures: { RSS: figure(rssBytes / 1e6, 'MB'), heap: figure(heapBytes / 1e6, 'MB') } })
