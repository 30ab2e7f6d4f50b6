import { z } from 'zod'
import { serverEnv } from './env'
import { createLog } from './log/log'
import { workosReads } from './workos'

const log = createLog('jwks')

const TIMEOUT_MS = 3_000
const FRESH_FOR_MS = 300_000
/** How long WorkOS is left alone after it could not be asked, in ms. */
const REST_MS = 10_000

/** The members that a signature is checked with. Some readers stumble over the rest, certificates above all. */
const keySchema = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string().min(1),
  e: z.string().min(1),
  alg: z.literal('RS256').default('RS256'),
  use: z.literal('sig').default('sig'),
})
const jwksSchema = z.object({ keys: z.array(z.unknown()) })

export interface RelayedJwks {
  keys: Array<z.infer<typeof keySchema>>
}

let last: RelayedJwks | undefined
let next: { jwks: Promise<RelayedJwks>, until: number } | undefined

/**
 * The keys that WorkOS signs with, asked for once for everyone. Those of before do while WorkOS cannot be asked: keys change seldom.
 *
 * @throws what `fetch` throws, when there are none of before.
 */
export async function relayedJwks(): Promise<RelayedJwks> {
  if (!next || next.until <= Date.now()) {
    const asked = { jwks: fetchJwks(), until: Date.now() + FRESH_FOR_MS }
    next = asked
    asked.jwks.then(
      jwks => last = jwks,
      (error: unknown) => {
        asked.until = Date.now() + REST_MS
        log.warn('the keys of WorkOS cannot be read', { error })
      },
    )
  }
  return await next.jwks.catch((error: unknown) => last ?? Promise.reject(error))
}

async function fetchJwks(): Promise<RelayedJwks> {
  const url = workosReads().userManagement.getJwksUrl(serverEnv().WORKOS_CLIENT_ID)
  const response = await fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) throw new Error(`WorkOS answered ${response.status}`)
  const { keys } = jwksSchema.parse(await response.json())
  const known = keys.flatMap(key => keySchema.safeParse(key).data ?? [])
  if (known.length === 0) throw new Error('WorkOS named no RSA key')
  return { keys: known }
}
