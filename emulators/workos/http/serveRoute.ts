import { type EventHandler, type H3Event, defineEventHandler, isError, setResponseHeaders, setResponseStatus } from 'h3'
import type { Emulator } from '../emulator'
import { applyFault } from '../control/applyFault'
import { checkRateLimit } from '../rateLimits/checkRateLimit'
import { requireApiKey } from './access'
import { ApiError } from './apiError'
import type { Route } from './route'

/** A row of the API's route table as a handler: log, fault, limit, key, work, answer. */
export function serveApiRoute(route: Route, emulator: Emulator): EventHandler {
  return defineEventHandler(async (event) => {
    await emulator.requests.watch(event)
    return applyFault(event, emulator, () => answer(event, emulator, async () => {
      await checkRateLimit(event, emulator)
      if (route.access === 'key') requireApiKey(event, emulator.apiKey)
      return route.handle(event, emulator)
    }))
  })
}

/** Control routes are the tests' own remote control: nothing is logged, limited or faulty there. */
export function serveControlRoute(route: Route, emulator: Emulator): EventHandler {
  return defineEventHandler(event => answer(event, emulator, async () => route.handle(event, emulator)))
}

async function answer(event: H3Event, emulator: Emulator, work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work()
  }
  catch (error) {
    const refusal = asApiError(error)
    if (refusal.status === 500) emulator.say(`error ${event.method} ${event.path}: ${String(error)}`)
    setResponseStatus(event, refusal.status)
    setResponseHeaders(event, refusal.headers)
    return refusal.body
  }
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (isError(error)) return new ApiError(error.statusCode, { message: error.message })
  return new ApiError(500, { message: 'Internal Server Error' })
}
