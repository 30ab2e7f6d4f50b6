import { ConvexError } from 'convex/values'

/**
 * What a function may refuse with. `ConvexError` data reaches the caller even on deployments
 * that redact error messages, so a client can react to `code`.
 */
export type AppErrorCode =
  | 'unauthenticated'
  | 'user_not_stored'
  | 'not_found'
  | 'invalid_input'

export interface AppErrorData extends Record<string, string> {
  code: AppErrorCode
  message: string
}

export function appError(code: AppErrorCode, message: string): ConvexError<AppErrorData> {
  return new ConvexError({ code, message })
}
