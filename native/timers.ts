import type { Platform } from './platform'

type Timers = Pick<Platform, 'setTimeout' | 'clearTimeout'>

/** @throws Error when the work takes longer than `ms`. What it comes to afterwards is dropped. */
export async function inTime<T>({ setTimeout, clearTimeout }: Timers, ms: number, work: Promise<T>): Promise<T> {
  let timer: unknown
  try {
    return await Promise.race([work, new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Nothing within ${ms} ms.`)), ms)
    })])
  }
  finally {
    clearTimeout(timer)
  }
}

export interface Rest {
  /** Waits for `ms`, or until somebody wakes it. */
  sleep: (ms: number) => Promise<void>
  wake: () => void
}

export function createRest({ setTimeout, clearTimeout }: Timers): Rest {
  const sleepers = new Set<() => void>()
  return {
    sleep: ms => new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        sleepers.delete(end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      sleepers.add(end)
    }),
    wake: () => {
      for (const end of [...sleepers]) end()
    },
  }
}
