import { setHeader } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { AuthError, logRefusal } from '../utils/authError'
import { captureConsole } from '../utils/log/captureConsole'
import { requestIdOf, runInRequestContext } from '../utils/log/requestContext'

/** Gives each request an id, which its answer and all that is logged for it carry. */
export default defineNitroPlugin(({ h3App, hooks }) => {
  if (import.meta.prerender) return
  if (!import.meta.dev) captureConsole()
  // Those that end a page's rendering; routes answer, and log, theirs by themselves.
  hooks.hook('error', error => error instanceof AuthError ? logRefusal(error) : undefined)
  hooks.hook('request', event => setHeader(event, 'x-request-id', requestIdOf(event)))

  const { handler, options: { onError } } = h3App
  h3App.handler = event => runInRequestContext(event, () => handler(event))
  // Errors are told after the handler has ended.
  if (onError) h3App.options.onError = (error, event) => runInRequestContext(event, () => onError(error, event))
})
