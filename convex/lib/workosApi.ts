import { workosOrigin } from './workosOrigin'

/** WorkOS did not answer with what was asked for. */
export class WorkosFailure extends Error {
  /** Whether asking again later may help: after an outage or a rate limit, and not after a wrong API key. */
  readonly isPassing: boolean
  /** How long WorkOS wants to be left alone, in ms; null when it does not say. */
  readonly retryAfterMs: number | null

  constructor(message: string, { isPassing, retryAfterMs = null }: { isPassing: boolean, retryAfterMs?: number | null }) {
    super(message)
    this.isPassing = isPassing
    this.retryAfterMs = retryAfterMs
  }
}

/**
 * Reads from WorkOS's API. By plain fetch: WorkOS's SDK would make every push of the functions
 * take three times as long, and every one of their cold starts longer.
 *
 * @returns the answer's body, or null when there is no such object.
 * @throws WorkosFailure for every other answer, and for none.
 */
export async function readFromWorkos(path: string, query: Record<string, string> = {}): Promise<unknown> {
  const { WORKOS_API_KEY, WORKOS_API_HOSTNAME, WORKOS_API_PORT, WORKOS_API_HTTPS } = process.env
  if (!WORKOS_API_KEY) throw new WorkosFailure('WORKOS_API_KEY is not set on this Convex deployment: npx convex env set WORKOS_API_KEY …', { isPassing: false })
  const origin = workosOrigin(WORKOS_API_HOSTNAME, WORKOS_API_PORT, WORKOS_API_HTTPS)
  const parameters = new URLSearchParams(query).toString()
  const response = await fetch(`${origin}${path}${parameters && `?${parameters}`}`, { headers: { authorization: `Bearer ${WORKOS_API_KEY}` } })
    .catch((cause: unknown) => {
      throw new WorkosFailure(`WorkOS could not be reached: ${cause instanceof Error ? cause.message : String(cause)}`, { isPassing: true })
    })
  const { status } = response
  if (status === 404) return null
  if (!response.ok) {
    throw new WorkosFailure(`WorkOS answered ${status} to ${path}`, {
      isPassing: status === 408 || status === 429 || status >= 500,
      retryAfterMs: readRetryAfter(response),
    })
  }
  return await response.json().catch(() => {
    throw new WorkosFailure(`WorkOS answered ${path} with something else than JSON`, { isPassing: true })
  })
}

/** Seconds, or a date (RFC 9110, section 10.2.3). */
function readRetryAfter({ headers }: Response): number | null {
  const value = headers.get('retry-after')
  if (!value) return null
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}
