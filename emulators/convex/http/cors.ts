import { appendResponseHeader, getRequestHeader, setResponseHeaders } from 'h3'
import type { H3Event } from 'h3'

/**
 * Any origin may call the API, with credentials (convex-backend crates/local_backend/src/router.rs).
 * Returns whether the request was only a preflight.
 */
export function allowAnyOrigin(event: H3Event): boolean {
  appendResponseHeader(event, 'vary', 'origin, access-control-request-method, access-control-request-headers')
  const origin = getRequestHeader(event, 'origin')
  if (origin === undefined) return false
  setResponseHeaders(event, { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' })
  const isPreflight = event.method === 'OPTIONS' && getRequestHeader(event, 'access-control-request-method') !== undefined
  if (!isPreflight) return false
  setResponseHeaders(event, {
    'access-control-allow-methods': 'GET,POST,OPTIONS,PATCH,DELETE,PUT',
    'access-control-allow-headers': getRequestHeader(event, 'access-control-request-headers') ?? '*',
    'access-control-max-age': 86_400,
  })
  return true
}
