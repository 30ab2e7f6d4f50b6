import { type H3Event, getRequestIP } from 'h3'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/apiError'
import { readJson } from '../http/input'
import { readQuery } from '../http/query'
import { requestPath } from '../http/requestPath'
import { limits } from './limits'

/** Off unless a test asks for it: one machine is every user of an emulator. */
export async function checkRateLimit(event: H3Event, { settings, rateLimiter }: Emulator): Promise<void> {
  if (!settings.current().rateLimits) return
  const request = {
    method: event.method,
    path: requestPath(event),
    query: readQuery(event),
    ip: getRequestIP(event) ?? '',
    body: event.method === 'POST' ? await readJson(event) : null,
  }
  for (const limit of limits) {
    const key = limit.keyOf(request)
    const wait = key === null ? null : rateLimiter.take(limit, key)
    if (wait !== null) throw tooManyRequests(wait)
  }
}

const tooManyRequests = (seconds: number) => new ApiError(
  429,
  { code: 'rate_limit_exceeded', message: `Too many requests. Try again in ${seconds} seconds.` },
  { 'retry-after': String(seconds) },
)
