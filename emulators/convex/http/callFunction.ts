import { getRequestHeader, getRequestIP } from 'h3'
import type { H3Event } from 'h3'
import { jsonToConvex } from 'convex/values'
import type { JSONValue } from 'convex/values'
import { z } from 'zod'
import type { Identity } from '../auth/identity'
import type { Deployment } from '../deployment'
import type { Args, FunctionCall } from '../runtime/functionRunner'
import { PlatformError } from './platformError'
import { formatResult, readFormat } from './valueFormat'

const args = z.union([z.array(z.json()).max(1), z.record(z.string(), z.json())])

export const functionRequest = z.object({ path: z.string(), args, format: z.string().optional() })
export type FunctionRequest = z.infer<typeof functionRequest>

export interface UdfResponse {
  status: 'success' | 'error'
  value?: JSONValue
  errorMessage?: string
  errorData?: JSONValue
  logLines?: string[]
}

/** Runs a function for an HTTP caller. Errors of the function are answers too (convex-backend crates/local_backend/src/public_api.rs). */
export async function callFunction(event: H3Event, deployment: Deployment, kind: FunctionCall['kind'], request: FunctionRequest, identity: Identity): Promise<UdfResponse> {
  const format = readFormat(request.format)
  const outcome = await deployment.functions.run({
    path: request.path,
    kind,
    args: decodeArgs(request.args),
    identity,
    via: 'http',
    client: { ip: getRequestIP(event) ?? null, userAgent: getRequestHeader(event, 'user-agent') ?? null },
  })
  const logs = outcome.logLines.length > 0 ? { logLines: outcome.logLines } : {}
  if (outcome.success) return { status: 'success', value: formatResult(outcome.value, format), ...logs }
  const { message, data } = outcome.failure
  return { status: 'error', errorMessage: message, ...(data !== undefined && { errorData: formatResult(jsonToConvex(data), format) }), ...logs }
}

/** Both `{…}` and `[{…}]` are the one object of named arguments. */
function decodeArgs(given: FunctionRequest['args']): Args {
  try {
    const [object = {}] = Array.isArray(given) ? given : [given]
    return jsonToConvex(object) as Args
  }
  catch (error) {
    throw new PlatformError(400, 'BadConvexArgs', error instanceof Error ? error.message : String(error))
  }
}
