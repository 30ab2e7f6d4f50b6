/**
 * The emulator's own time. Everything that expires reads it, so a test moves the clock instead of waiting.
 */
export interface Clock {
  now(): number
  iso(offsetMs?: number): string
  offsetMs(): number
  advance(ms: number): void
  moveTo(ms: number): void
  reset(): void
}

export function createClock(wallClock: () => number = Date.now): Clock {
  let offset = 0
  const now = () => wallClock() + offset
  return {
    now,
    iso: (offsetMs = 0) => new Date(now() + offsetMs).toISOString(),
    offsetMs: () => offset,
    advance: (ms) => {
      offset += ms
    },
    moveTo: (ms) => {
      offset = ms - wallClock()
    },
    reset: () => {
      offset = 0
    },
  }
}
