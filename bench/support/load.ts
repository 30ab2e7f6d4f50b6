import autocannon from 'autocannon'
import { z } from 'zod'
import { Problem } from '../../cli/lib/problem'
import { toCookieHeader, type Target } from './pages'

export interface Load {
  seconds: number
  /** Of each answered request, in milliseconds. */
  latencies: number[]
}

export const CONNECTIONS = 20

const result = z.object({ 'duration': z.number(), '2xx': z.number(), 'non2xx': z.number(), 'errors': z.number(), 'mismatches': z.number() })

/** How much: as many requests as get answered in so many seconds, or so many requests. */
export type Extent = { duration: number } | { amount: number }

/** Twenty connections, each with one request after the other. A single wrong answer fails. */
export async function applyLoad({ name, url, cookies, shows }: Target, extent: Extent): Promise<Load> {
  const latencies: number[] = []
  const running = autocannon({ url, connections: CONNECTIONS, ...extent, headers: toCookieHeader(cookies), verifyBody: body => body.includes(shows) })
  // autocannon's own percentiles are whole milliseconds, and those of several runs cannot be put together.
  running.on('response', (_, __, ___, milliseconds) => latencies.push(milliseconds))
  const { duration, non2xx, errors, mismatches, ...counts } = result.parse(await running)
  if (non2xx + errors + mismatches > 0) {
    throw new Problem(`${name}: ${non2xx} answers were not 2xx, ${mismatches} did not show "${shows}", and ${errors} requests had no answer.`)
  }
  if (counts['2xx'] === 0) throw new Problem(`${name}: no request was answered within ${duration} seconds.`)
  return { seconds: duration, latencies }
}
