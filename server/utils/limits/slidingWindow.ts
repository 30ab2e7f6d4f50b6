import { readShared, writeShared } from '../sharedStore'

export interface SlidingWindow {
  /** How often within the window. */
  times: number
  seconds: number
}

/** A visitor that fills this memory only forgets others' tries; WorkOS has limits of its own behind it. */
const MAX_KEYS = 20_000

/**
 * When each key was used lately, in ms since the epoch. A fraction tells apart what happened in the
 * same millisecond. In this process, and told to the other servers where a store is shared.
 */
const uses = new Map<string, number[]>()

/**
 * Uses a key once, if it has not been used too often. What is refused does not count, so whoever
 * keeps trying is let in again as soon as the window has moved on.
 *
 * @param now ms since the epoch.
 * @returns 0 when it may go ahead, else how many seconds to wait.
 */
export async function takeFromWindow(key: string, { times, seconds }: SlidingWindow, now = Date.now()): Promise<number> {
  const since = now - seconds * 1000
  const here = (uses.get(key) ?? []).filter(at => at > since)
  if (here.length >= times) return secondsUntilRoom(here, times, since)
  const use = now - Math.random()
  // Before anything is awaited, so that requests at the same moment see each other.
  remember(key, [...here, use])
  const elsewhere = decode(await readShared(`limit:${key}`)).filter(at => at > since)
  const others = [...new Set([...elsewhere, ...here])].sort((a, b) => a - b)
  if (others.length >= times) {
    remember(key, (uses.get(key) ?? []).filter(at => at !== use))
    return secondsUntilRoom(others, times, since)
  }
  await writeShared(`limit:${key}`, JSON.stringify([...new Set([...others, ...uses.get(key) ?? []])].slice(-times)), seconds)
  return 0
}

function remember(key: string, times: number[]): void {
  // Anew, so that the oldest keys stay in front.
  uses.delete(key)
  if (times.length > 0) uses.set(key, times)
  for (const oldest of uses.keys()) {
    if (uses.size <= MAX_KEYS) return
    uses.delete(oldest)
  }
}

/** There is room once so many have left the window that fewer than `times` are in it. */
function secondsUntilRoom(ascending: number[], times: number, since: number): number {
  const leaves = ascending[ascending.length - times] ?? since
  return Math.max(1, Math.ceil((leaves - since) / 1000))
}

function decode(stored: string | number[] | null): number[] {
  try {
    const list: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored
    return Array.isArray(list) ? list.filter(at => typeof at === 'number') : []
  }
  catch {
    return []
  }
}
