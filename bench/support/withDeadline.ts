import { setTimeout as delay } from 'node:timers/promises'
import { Problem } from '../../cli/lib/problem'

/** Several times what any benchmark takes, plus a production build. The longest is a backfill, at WorkOS's pace. */
const LIMIT_MS = 400_000

/** A figure that never comes, such as an update that got lost, ends the run instead of hanging it. */
export async function withDeadline<T>(title: string, work: Promise<T>): Promise<T> {
  const finished = new AbortController()
  const late = delay(LIMIT_MS, undefined, { signal: finished.signal }).then(() => {
    throw new Problem(`"${title}" did not finish within ${LIMIT_MS / 1000} seconds.`)
  })
  return await Promise.race([work, late]).finally(() => finished.abort())
}
