/** What WorkOS allows its own mails: this many to one address in this time, in ms. */
const MAILS = 3
const WINDOW_MS = 60_000

/** When the last mails to an address left. In this process only: several servers send a few more, which is no flood. */
const sent = new Map<string, number[]>()

/**
 * Counts a mail that no limit of WorkOS's is in the way of, so that nobody's inbox is flooded through us.
 *
 * @param now ms since the epoch.
 * @returns 0 when it may leave, else how many seconds to wait.
 */
export function takeMail(address: string, now = Date.now()): number {
  sweep(now)
  const key = address.toLowerCase()
  const recent = (sent.get(key) ?? []).filter(at => now - at < WINDOW_MS)
  const [oldest = now] = recent
  if (recent.length >= MAILS) return Math.ceil((oldest + WINDOW_MS - now) / 1000)
  // Anew, so that the addresses that rest longest stay in front, where the sweep begins.
  sent.delete(key)
  sent.set(key, [...recent, now])
  return 0
}

function sweep(now: number): void {
  for (const [key, times] of sent) {
    if (now - (times.at(-1) ?? 0) < WINDOW_MS) return
    sent.delete(key)
  }
}
