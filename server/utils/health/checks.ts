import { useStorage } from 'nitropack/runtime'
import { serverEnv } from '../env'
import { isShared } from '../sharedStore'
import { workosReads } from '../workos'

/** Something that this server cannot work without. */
export interface HealthCheck {
  name: string
  /** Rejects when it cannot be reached. */
  run: (signal: AbortSignal) => Promise<void>
}

/** What has to be in reach, as it is configured. */
export function healthChecks(): HealthCheck[] {
  const { CONVEX_URL, WORKOS_CLIENT_ID, REDIS_URL } = serverEnv()
  return [
    { name: 'convex', run: signal => reach(new URL('/version', CONVEX_URL).href, signal) },
    // Without the keys no session can be begun; and what serves them serves the rest of the API.
    { name: 'workos', run: signal => reach(workosReads().userManagement.getJwksUrl(WORKOS_CLIENT_ID), signal) },
    ...(REDIS_URL ? [{ name: 'redis', run: askSharedStore }] : []),
  ]
}

async function askSharedStore(): Promise<void> {
  // For a moment after the start, the memory of this process would answer instead.
  if (!isShared()) throw new Error('not connected yet')
  await useStorage('auth').hasItem('health')
}

async function reach(url: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal, redirect: 'manual' })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`answered ${response.status}`)
}
