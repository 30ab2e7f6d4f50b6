import { z } from 'zod'
import { Problem } from './problem'

export interface WorkosAnswer {
  status: number
  headers: Headers
  /** The parsed JSON, or the text of what is none. */
  body: unknown
}

export interface WorkosApi {
  /** Where it is, without a path. */
  origin: string
  /** @throws WorkosUnreachable when nobody answers within ten seconds. */
  request: (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<WorkosAnswer>
}

/** Nobody answers at WorkOS's address, or not in time. */
export class WorkosUnreachable extends Problem {}

const TIMEOUT_MS = 10_000
const PAGE_LENGTH = 100

/**
 * WorkOS's API for what its SDK has no methods for: settings of the environment. Nothing is repeated and
 * no redirect followed, so that a caller sees what WorkOS itself said.
 */
export function createWorkosApi(origin: string, apiKey: string): WorkosApi {
  return {
    origin,
    request: async (method, path, body) => {
      const response = await fetch(origin + path, {
        method,
        redirect: 'manual',
        headers: { 'authorization': `Bearer ${apiKey}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...body !== undefined && { body: JSON.stringify(body) },
      }).catch((error: unknown) => {
        throw new WorkosUnreachable(`${origin} does not answer (${describeFetchFailure(error)}).`)
      })
      return { status: response.status, headers: response.headers, body: parse(await response.text()) }
    },
  }
}

const page = z.object({
  data: z.array(z.unknown()),
  list_metadata: z.object({ after: z.string().nullish() }).optional(),
})

/**
 * Every item of a list.
 *
 * @returns the first answer that is no page instead, when there is one: a list that does not exist, a wrong key.
 */
export async function listAll<T>(api: WorkosApi, path: string, item: z.ZodType<T>): Promise<T[] | WorkosAnswer> {
  const items: T[] = []
  for (let after: string | null | undefined; ;) {
    const answer = await api.request('GET', `${path}?limit=${PAGE_LENGTH}${after ? `&after=${encodeURIComponent(after)}` : ''}`)
    const parsed = page.safeParse(answer.body)
    if (answer.status !== 200 || !parsed.success) return answer
    items.push(...parsed.data.data.map(entry => item.parse(entry)))
    after = parsed.data.list_metadata?.after
    if (!after) return items
  }
}

const failure = z.object({
  message: z.string().optional(),
  code: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
  errors: z.array(z.object({ code: z.string().optional(), message: z.string().optional() })).optional(),
})

/** What an answer says went wrong: WorkOS has three shapes for that. */
export function describeFailedAnswer({ status, body }: WorkosAnswer): string {
  const { message, code, error, error_description, errors = [] } = failure.safeParse(body).data ?? {}
  const details = errors.map(entry => entry.message ?? entry.code)
  const words = [...new Set([code ?? error, error_description ?? message, ...details].filter(Boolean))]
  return `HTTP ${status}${words.length > 0 ? `: ${words.join(', ')}` : ''}`
}

/** Node's fetch hides the reason one level down. */
export function describeFetchFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'no answer in time'
  const cause = error.cause as { code?: string, message?: string } | undefined
  return cause?.code ?? cause?.message ?? error.message
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {
    return text
  }
}
