import { readShared, writeShared } from './sharedStore'

/** An access token of an ended session passes for this long at the most after it was ended, in seconds; WorkOS's default is 300. */
const REMEMBERED_FOR_S = 900

/**
 * Sessions that were ended here, by session id, until when they are remembered (ms since the epoch).
 * Shared by all requests of this process on purpose: a refresh that is still under way while
 * someone signs out must not sign them in again.
 */
const ended = new Map<string, number>()

export async function markSessionEnded(sessionId: string): Promise<void> {
  const now = Date.now()
  for (const [id, until] of ended) if (until < now) ended.delete(id)
  ended.set(sessionId, now + REMEMBERED_FOR_S * 1000)
  await writeShared(`ended:${sessionId}`, '1', REMEMBERED_FOR_S)
}

export async function isSessionEnded(sessionId: string): Promise<boolean> {
  return ended.has(sessionId) || await readShared(`ended:${sessionId}`) !== null
}
