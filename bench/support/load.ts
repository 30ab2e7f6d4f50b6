import autocannon from 'autocannon'
import { z } from 'zod'
import { Problem } from '../../cli/lib/problem'

export interface Target {
  name: string
  url: string
  headers?: Record<string, string>
  /** In every right answer: a page that renders an error quickly is a 200, too. */
  shows: string
}

export interface Load {
  seconds: number
  /** Of each answered request, in milliseconds. */
  latencies: number[]
}

export const CONNECTIONS = 20

const result = z.object({ 'duration': z.number(), '2xx': z.number(), 'non2xx': z.number(), 'errors': z.number(), 'mismatches': z.number() })

/** As many requests as twenty connections get answered, one after the other each. A single wrong answer fails. */
export async function applyLoad({ name, url, headers, shows }: Target, seconds: number): Promise<Load> {
  const latencies: number[] = []
  const running = autocannon({ url, connections: CONNECTIONS, duration: seconds, ...headers && { headers }, verifyBody: body => body.includes(shows) })
  // autocannon's own percentiles are whole milliseconds, and those of several runs cannot be put together.
  running.on('response', (_, __, ___, milliseconds) => latencies.push(milliseconds))
  const { duration, non2xx, errors, mismatches, ...counts } = result.parse(await running)
  if (non2xx + errors + mismatches > 0) {
    throw new Problem(`${name}: ${non2xx} answers were not 2xx, ${mismatches} did not show "${shows}", and ${errors} requests had no answer.`)
  }
  if (counts['2xx'] === 0) throw new Problem(`${name}: no request was answered within ${seconds} seconds.`)
  return { seconds: duration, latencies }
}
