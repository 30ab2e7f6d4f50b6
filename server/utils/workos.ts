import { WorkOS } from '@workos-inc/node'
import { serverEnv } from './env'

const READ_TIMEOUT_MS = 10_000
/** Also the bound on a refresh: WorkOS replays a spent refresh token for about 30 s, and a caller waits for this. */
const GRANT_TIMEOUT_MS = 7_000

function createClient(options: { timeout: number, maxRetries: number }): WorkOS {
  const env = serverEnv()
  return new WorkOS(env.WORKOS_API_KEY, {
    clientId: env.WORKOS_CLIENT_ID,
    apiHostname: env.WORKOS_API_HOSTNAME,
    port: env.WORKOS_API_PORT,
    https: env.WORKOS_API_HTTPS,
    ...options,
  })
}

let reads: WorkOS | undefined
let grants: WorkOS | undefined

/** For calls that may be repeated. */
export function workosReads(): WorkOS {
  return reads ??= createClient({ timeout: READ_TIMEOUT_MS, maxRetries: 2 })
}

/**
 * For calls that spend a code or a token. Never repeated by the SDK: the first try may have
 * succeeded unseen, and the second would then be answered "already used".
 */
export function workosGrants(): WorkOS {
  return grants ??= createClient({ timeout: GRANT_TIMEOUT_MS, maxRetries: 0 })
}
