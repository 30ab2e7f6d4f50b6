import { useStorage } from 'nitropack/runtime'
import { createLog } from './log/log'

const log = createLog('auth')

/** Nobody waits longer for the shared store than this, in ms. */
const TIMEOUT_MS = 500
/** How long a store that failed is left alone, in ms: every signed-in request would wait for it. */
const REST_MS = 5_000
const BASE = 'auth:'

/**
 * What the servers of one site tell each other, in Nitro's storage mounted at `auth` (REDIS_URL
 * mounts one). Whatever uses it is right without it too, so no store, or one that fails or dawdles,
 * reads as empty.
 */
export async function readShared(key: string): Promise<string | null> {
  if (!isShared()) return null
  return await patiently(() => useStorage().getItem<string>(BASE + key)) ?? null
}

export async function writeShared(key: string, value: string, ttlSeconds: number): Promise<void> {
  if (isShared()) await patiently(() => useStorage().setItem(BASE + key, value, { ttl: ttlSeconds }))
}

/** Without a mount of its own a key would end in this process's memory, which is neither shared nor swept. */
export function isShared(): boolean {
  return useStorage().getMount(BASE).base === BASE
}

let restsUntil = 0

async function patiently<T>(operation: () => Promise<T>): Promise<T | undefined> {
  if (Date.now() < restsUntil) return undefined
  const inTime = new AbortController()
  try {
    return await Promise.race([operation(), rejectAfter(TIMEOUT_MS, inTime.signal)])
  }
  catch (error) {
    restsUntil = Date.now() + REST_MS
    log.warn('the shared store failed', { error })
  }
  finally {
    inTime.abort()
  }
}

function rejectAfter(ms: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
    signal.addEventListener('abort', () => clearTimeout(timer))
  })
}
