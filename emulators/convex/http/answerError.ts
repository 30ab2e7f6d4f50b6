import { send, setResponseHeader, setResponseStatus } from 'h3'
import type { H3Error, H3Event } from 'h3'
import { AuthFailure } from '../auth/authFailure'
import { PlatformError } from './platformError'

/** `{code, message}`, as clients and the CLI expect of the deployment (convex-backend crates/common/src/http/mod.rs). */
export async function answerError(error: H3Error, event: H3Event): Promise<void> {
  const { status, code, message } = describe(error)
  setResponseStatus(event, status)
  setResponseHeader(event, 'content-type', 'application/json')
  await send(event, JSON.stringify({ code, message }))
}

function describe(error: H3Error): { status: number, code: string, message: string } {
  const cause: unknown = error.cause ?? error
  if (cause instanceof PlatformError || cause instanceof AuthFailure) return cause
  if (error.statusCode === 404) return { status: 404, code: 'NotFound', message: 'No matching routes found' }
  if (error.statusCode === 405) return { status: 405, code: 'MethodNotAllowed', message: 'Method not allowed' }
  console.error('[convex] A request failed:', cause)
  return { status: 500, code: 'InternalServerError', message: 'Your request couldn\'t be completed. Try again later.' }
}
