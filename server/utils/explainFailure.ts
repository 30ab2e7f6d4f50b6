import { isErrorKey } from '../messages/en'
import { AuthError } from './authError'
import type { WorkosFailure } from './workosFailure'

/** Turns a failed WorkOS call into the answer for the visitor. WorkOS's codes are an open set: those without words get general ones. */
export function explainFailure(failure: WorkosFailure, cause: unknown): AuthError {
  const { requestId } = failure
  switch (failure.kind) {
    case 'limited': {
      const retryAfter = Math.ceil(failure.retryAfter && Number.isFinite(failure.retryAfter) ? failure.retryAfter : 60)
      return new AuthError('rate_limited', { status: 429, params: { seconds: retryAfter }, retryAfter, requestId, cause })
    }
    case 'unavailable':
      return new AuthError('unavailable', { status: 503, retryAfter: 5, requestId, cause })
    case 'misconfigured':
      return new AuthError('misconfigured', { status: 503, requestId, cause })
    case 'refused': {
      const { code } = failure
      if (isErrorKey(code)) return new AuthError(code, { status: 400, requestId, cause })
      if (!requestId) return new AuthError('refused', { status: 400, code, cause })
      return new AuthError('refused_with_reference', { status: 400, code, params: { reference: requestId }, requestId, cause })
    }
  }
}
