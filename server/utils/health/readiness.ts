import { createLog } from '../log/log'
import { healthChecks, type HealthCheck } from './checks'

const log = createLog('health')

const TIMEOUT_MS = 2_000
/** How long an answer holds, in ms: however often this server is asked, it asks the others this often at most. */
const REMEMBERED_FOR_MS = 5_000

export interface Readiness {
  status: 'ok' | 'unavailable'
  checks: Record<string, 'ok' | 'failed'>
}

let remembered: { readiness: Promise<Readiness>, until: number } | undefined

/** Whether everything that this server needs is in reach. Why something is not stands in the log only. */
export async function readReadiness(): Promise<Readiness> {
  if (!remembered || remembered.until <= Date.now()) {
    const readiness = checkAll(healthChecks())
    remembered = { readiness, until: Date.now() + TIMEOUT_MS + REMEMBERED_FOR_MS }
    void readiness.then(() => remembered = { readiness, until: Date.now() + REMEMBERED_FOR_MS })
  }
  return await remembered.readiness
}

async function checkAll(checks: HealthCheck[]): Promise<Readiness> {
  const results = await Promise.all(checks.map(async check => [check.name, await isReachable(check) ? 'ok' : 'failed'] as const))
  return { status: results.every(([, result]) => result === 'ok') ? 'ok' : 'unavailable', checks: Object.fromEntries(results) }
}

async function isReachable({ name, run }: HealthCheck): Promise<boolean> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    await Promise.race([run(signal), rejectOn(signal)])
    return true
  }
  catch (error) {
    log.warn(`${name} is out of reach`, { error })
    return false
  }
}

/** A client that pays no heed to the signal is not waited for either. */
function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer within ${TIMEOUT_MS} ms`)))
  })
}
