/** How many refreshes a session may force at once, and how soon it may force another, in ms. WorkOS allows ten a minute. */
const BURST = 5
const ONE_EVERY_MS = 10_000

interface Bucket {
  tokens: number
  at: number
}

/** Token buckets by session id. In this process only: a loop keeps to one server mostly, and WorkOS has limits of its own. */
const buckets = new Map<string, Bucket>()

/**
 * Counts a forced refresh of a session.
 *
 * @param now ms since the epoch.
 * @returns 0 when it may go ahead, else how many seconds to wait.
 */
export function takeForcedRefresh(sessionId: string, now = Date.now()): number {
  sweep(now)
  const { tokens, at } = buckets.get(sessionId) ?? { tokens: BURST, at: now }
  const available = Math.min(BURST, tokens + (now - at) / ONE_EVERY_MS)
  if (available < 1) return Math.ceil((1 - available) * ONE_EVERY_MS / 1000)
  // Anew, so that the oldest entries stay in front, where the sweep begins.
  buckets.delete(sessionId)
  buckets.set(sessionId, { tokens: available - 1, at: now })
  return 0
}

/** A full bucket is as good as none. */
function sweep(now: number): void {
  for (const [id, { at }] of buckets) {
    if (now - at < BURST * ONE_EVERY_MS) return
    buckets.delete(id)
  }
}
