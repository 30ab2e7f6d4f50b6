/**
 * A sign-in that did not go on. `code` is the server's, or `unreachable`, `cancelled` or
 * `foreign_redirect` for what happened on the device; `message` is for people.
 */
export class NativeAuthError extends Error {
  override name = 'NativeAuthError'

  constructor(readonly code: string, message: string, readonly details: { status?: number, retryAfter?: number, cause?: unknown } = {}) {
    super(message)
  }
}
