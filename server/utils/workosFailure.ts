import { z } from 'zod'

/**
 * A failed WorkOS call, reduced to what decisions are made on.
 * - `refused`: WorkOS understood and said no; `code` says why.
 * - `limited`: too many calls.
 * - `unavailable`: no answer, or one that says nothing about the request (time-out, network, 5xx).
 * - `misconfigured`: our API key is not accepted.
 */
export type WorkosFailure =
  | { kind: 'refused', code: string, message: string | undefined, requestId: string | undefined }
  | { kind: 'limited', retryAfter: number | undefined, requestId: string | undefined }
  | { kind: 'unavailable', requestId: string | undefined }
  | { kind: 'misconfigured', requestId: string | undefined }

/** The SDK's exceptions have no common class, and two copies of the SDK may be loaded: read the shape, not the class. */
const exceptionSchema = z.object({
  name: z.string().catch('Error'),
  status: z.number().optional().catch(undefined),
  requestID: z.string().optional().catch(undefined),
  retryAfter: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  rawData: z.object({
    code: z.string().optional().catch(undefined),
    error: z.string().optional().catch(undefined),
    message: z.string().optional().catch(undefined),
    error_description: z.string().optional().catch(undefined),
  }).optional().catch(undefined),
})

/** Sorts whatever the WorkOS SDK threw. Anything unknown counts as `unavailable`, which ends no session. */
export function classifyWorkosFailure(thrown: unknown): WorkosFailure {
  const parsed = exceptionSchema.safeParse(thrown)
  if (!parsed.success) return { kind: 'unavailable', requestId: undefined }
  const { status, rawData, ...exception } = parsed.data
  const requestId = exception.requestID || undefined

  if (status === 429 || exception.name === 'RateLimitExceededException') {
    return { kind: 'limited', retryAfter: exception.retryAfter, requestId }
  }
  if (status === 401) return { kind: 'misconfigured', requestId }
  if (status === undefined || status === 408 || status >= 500) return { kind: 'unavailable', requestId }

  const code = rawData?.code ?? rawData?.error ?? exception.code ?? exception.error ?? 'unknown'
  return { kind: 'refused', code, message: rawData?.message ?? rawData?.error_description, requestId }
}
