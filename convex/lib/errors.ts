import { ConvexError } from 'convex/values'
import type { Permission } from '../../common/permissions'

/**
 * What a function may refuse with. `ConvexError` data reaches the caller even on deployments
 * that redact error messages, so a client can react to `code`.
 */
export type AppErrorCode =
  | 'unauthenticated'
  | 'session_ended'
  | 'user_not_stored'
  | 'no_organization'
  | 'forbidden'
  | 'not_found'
  | 'invalid_input'

export interface AppErrorData extends Record<string, string> {
  code: AppErrorCode
  message: string
}

export function appError(code: AppErrorCode, message: string): ConvexError<AppErrorData> {
  return new ConvexError({ code, message })
}

/** @returns `forbidden`, which also names the permission that is missing. */
export function forbidden(permission: Permission): ConvexError<AppErrorData> {
  return new ConvexError({ code: 'forbidden', message: 'Your role does not allow this.', permission })
}
