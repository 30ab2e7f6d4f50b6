import type { ClockFacts } from './facts'

/**
 * By how much a server's clock is ahead, told by the Date header of its answer (RFC 9110, 6.6.1).
 *
 * @param asked when the request was sent, and
 * @param answered when its answer came, in ms by our clock: the server wrote the header in between.
 */
export function readClock(who: ClockFacts['who'], date: string | null, asked: number, answered: number): ClockFacts | null {
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs)) return null
  // The header has whole seconds, cut off: half of one is the best guess for what is missing.
  return { who, aheadSeconds: Math.round((theirs + 500 - (asked + answered) / 2) / 1000) }
}
