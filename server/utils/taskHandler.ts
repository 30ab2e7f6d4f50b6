import { defineEventHandler, sendRedirect, type H3Event } from 'h3'
import { toAuthError } from './authError'
import { answerFailure, wantsJson } from './authHandler'
import { updateFlow } from './flow'
import { readEnteredFields } from './readBody'

/** A task route: JSON for scripts; a plain form goes back to the list, with what went wrong and what was typed. */
export function defineTaskHandler(handler: (event: H3Event) => Promise<unknown>) {
  return defineEventHandler(async (event) => {
    try {
      const answer = await handler(event)
      return wantsJson(event) ? answer : await sendRedirect(event, '/tasks', 303)
    }
    catch (thrown) {
      const error = toAuthError(thrown)
      if (wantsJson(event)) return answerFailure(event, error)
      if (error.statusCode === 401) return await sendRedirect(event, '/login?returnTo=%2Ftasks', 303)
      await updateFlow(event, { lastPost: { page: '/tasks', entered: await readEnteredFields(event) } })
      return await sendRedirect(event, `/tasks?error=${encodeURIComponent(error.code)}`, 303)
    }
  })
}
