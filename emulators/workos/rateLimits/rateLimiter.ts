import type { Clock } from '../state/clock'

export interface Limit {
  readonly name: string
  readonly times: number
  readonly seconds: number
}

export interface RateLimiter {
  /** @returns null, or the seconds to wait. */
  take(limit: Limit, key: string): number | null
  clear(): void
}

/** A sliding window per limit and key, on the emulator's clock. */
export function createRateLimiter(clock: Clock): RateLimiter {
  const taken = new Map<string, number[]>()
  return {
    take: ({ name, times, seconds }, key) => {
      const now = clock.now()
      const id = `${name} ${key}`
      const recent = (taken.get(id) ?? []).filter(at => at > now - seconds * 1000)
      const [oldest] = recent
      if (oldest !== undefined && recent.length >= times) return Math.ceil((oldest + seconds * 1000 - now) / 1000)
      taken.set(id, [...recent, now])
      return null
    },
    clear: () => taken.clear(),
  }
}
