import { defineEventHandler, getHeader, sendRedirect, setHeader, setResponseStatus, type H3Event } from 'h3'
import type { AuthAnswer, AuthFailure, EnteredFields } from '../../common/authFlow'
import { toLocalPath } from '../../common/returnTo'
import { describeError, toAuthError, type AuthError } from './authError'
import { readFlow, updateFlow, type AuthFlow } from './flow'
import { isOwnHost } from './origin/siteOrigin'
import { readEnteredFields } from './readBody'

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
 * An auth route that serves both kinds of caller: scripts that ask for JSON get `{next, flow}` or
 * `{redirectTo}`, and refusals as above; plain forms get a 303 (RFC 9110, 15.4.4) to the next page,
 * or back to the form's page, which then shows the refusal.
 *
 * @param page where the form is, for browsers that do not say.
 */
export function defineAuthHandler(page: string | ((flow: AuthFlow) => string), handler: (event: H3Event) => Promise<AuthAnswer>) {
  return defineEventHandler(async (event) => {
    try {
      const answer = await handler(event)
      if (wantsJson(event)) return answer
      return await sendRedirect(event, 'next' in answer ? answer.next : answer.redirectTo, 303)
    }
    catch (thrown) {
      const error = toAuthError(thrown)
      const formPage = typeof page === 'string' ? page : page(await readFlow(event))
      const returnPage = error.page ?? refererPage(event) ?? formPage
      if (!wantsJson(event)) {
        // Another page has other fields.
        await keepError(event, error, returnPage, error.page ? undefined : await readEnteredFields(event))
        return await sendRedirect(event, returnPage, 303)
      }
      if (error.page) await keepError(event, error, error.page)
      return answerFailure(event, error)
    }
  })
}

/** Lets the page at `page` show a refusal, once, and start with what was entered there. */
export async function keepError(event: H3Event, error: AuthError, page: string, entered?: EnteredFields): Promise<void> {
  const { code, message } = describeError(event, error)
  await updateFlow(event, { lastPost: { page: page.split(/[?#]/, 1)[0] ?? page, error: { code, message }, entered } })
}

export function wantsJson(event: H3Event): boolean {
  const accept = getHeader(event, 'accept') ?? ''
  const type = getHeader(event, 'content-type') ?? ''
  return accept.includes('application/json') || type.includes('application/json')
}

export function answerFailure(event: H3Event, error: AuthError): AuthFailure {
  const { page, ...failure } = describeError(event, error)
  if (failure.retryAfter) setHeader(event, 'retry-after', failure.retryAfter)
  setResponseStatus(event, error.statusCode)
  return page && page !== refererPage(event) ? { ...failure, page } : failure
}

/** The page of this site that a form was posted from. */
function refererPage(event: H3Event): string | null {
  const referer = getHeader(event, 'referer') ?? ''
  if (!URL.canParse(referer)) return null
  const { host, pathname, search } = new URL(referer)
  if (!isOwnHost(event, host)) return null
  return toLocalPath(pathname + search)
}
