import { H3Error } from 'h3'
import type { AuthFailure } from '../../common/authFlow'

export interface AuthErrorOptions {
  status: number
  /** Seconds. */
  retryAfter?: number
  /** WorkOS's request id, for support. */
  requestId?: string
  /** The page that a plain form post goes to, when it is not the one it came from. */
  page?: string
  cause?: unknown
}

/** A refusal that a visitor is told about: `code` for programs, `message` for people. */
export class AuthError extends H3Error<AuthFailure> {
  override name = 'AuthError'
  readonly requestId?: string
  readonly page?: string

  constructor(readonly code: string, message: string, options: AuthErrorOptions) {
    super(message, { cause: options.cause })
    this.statusCode = options.status
    this.data = { code, message, ...(options.retryAfter && { retryAfter: options.retryAfter }) }
    this.requestId = options.requestId
    this.page = options.page
  }
}

/** Gives whatever was thrown a code and words. What is not a known refusal is logged, and told in general terms only. */
export function toAuthError(thrown: unknown): AuthError {
  if (thrown instanceof AuthError) {
    if (thrown.statusCode >= 500) console.error(`[auth] ${thrown.code}${thrown.requestId ? ` (request ${thrown.requestId})` : ''}:`, thrown.cause)
    return thrown
  }
  console.error('[auth] unexpected:', thrown)
  return new AuthError('unexpected', 'Something went wrong on our side. Try again in a moment.', { status: 500, cause: thrown })
}
