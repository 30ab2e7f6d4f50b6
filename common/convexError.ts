import { ConvexError } from 'convex/values'
import type { AppErrorCode } from '../convex/lib/errors'

export interface QueryError {
  /** A code of the application's own functions, or `unavailable` when Convex did not answer or refused the call. */
  code: AppErrorCode | 'unavailable'
  message: string
  /** The one that is missing, when the code is `forbidden`. */
  permission?: string
}

/** What a page may say about a failed Convex call. Anything that is not the application's own error stays general. */
export function toQueryError(error: unknown): QueryError {
  return appErrorData(error) ?? { code: 'unavailable', message: 'The data cannot be reached right now.' }
}

export function isUserNotStored(error: unknown): boolean {
  return appErrorData(error)?.code === 'user_not_stored'
}

/** Whether a function says that its caller may not see this any more: their session or membership is over, or their role is another. */
export function isAccessLost({ code }: QueryError): boolean {
  return code === 'session_ended' || code === 'no_organization' || code === 'forbidden'
}

function appErrorData(error: unknown): QueryError | null {
  if (!(error instanceof ConvexError)) return null
  const { code, message, permission } = (error.data ?? {}) as Partial<QueryError>
  return code && message ? { code, message, ...(permission && { permission }) } : null
}
