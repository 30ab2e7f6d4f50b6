import { defineEventHandler, getHeader, sendRedirect, setHeader, setResponseStatus, type H3Event } from 'h3'
import type { AuthAnswer, AuthFailure } from '../../common/authFlow'
import { describeError, toAuthError, type AuthError } from './authError'
import { readFlow, writeFlow } from './flow'

/** A route for scripts: refusals are `{code, message, retryAfter?}`. */
export function defineApiHandler<T>(handler: (event: H3Event) => Promise<T>) {
  return defineEventHandler(async (event): Promise<T | AuthFailure | string> => {
    try {
      const answer = await handler(event)
      if (answer !== null) return answer
      // A bare null would become an empty 204, which is no JSON.
      setHeader(event, 'content-type', 'application/json')
      return 'null'
    }
    catch (thrown) {
      return answerFailure(event, toAuthError(thrown))
    }
  })
}

/**
 * An auth route that serves both kinds of caller: scripts that ask for JSON get `{next}` or
 * `{redirectTo}`, and refusals as above; plain forms get a 303 (RFC 9110, 15.4.4) to the next
 * page, or back to `page`, which then shows the refusal.
 */
export function defineAuthHandler(page: string, handler: (event: H3Event) => Promise<AuthAnswer>) {
  return defineEventHandler(async (event) => {
    try {
      const answer = await handler(event)
      if (wantsJson(event)) return answer
      return await sendRedirect(event, 'next' in answer ? answer.next : answer.redirectTo, 303)
    }
    catch (thrown) {
      const error = toAuthError(thrown)
      if (wantsJson(event)) return answerFailure(event, error)
      const { code, message } = describeError(event, error)
      await writeFlow(event, { ...await readFlow(event), error: { code, message } })
      return await sendRedirect(event, error.page ?? page, 303)
    }
  })
}

export function wantsJson(event: H3Event): boolean {
  const accept = getHeader(event, 'accept') ?? ''
  const type = getHeader(event, 'content-type') ?? ''
  return accept.includes('application/json') || type.includes('application/json')
}

export function answerFailure(event: H3Event, error: AuthError): AuthFailure {
  const failure = describeError(event, error)
  if (failure.retryAfter) setHeader(event, 'retry-after', failure.retryAfter)
  setResponseStatus(event, error.statusCode)
  return failure
}
