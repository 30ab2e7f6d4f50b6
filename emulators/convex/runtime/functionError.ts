import { convexToJson } from 'convex/values'
import type { JSONValue, Value } from 'convex/values'
import { z } from 'zod'

/** Arguments or results that do not match their validator; the text is quoted to the client as it is. */
export class ValidationFailure extends Error {}

export interface FunctionFailure {
  message: string
  /** Only for `ConvexError`: its data, encoded. */
  data?: JSONValue
}

const convexError = z.custom<{ data: Value, message: string }>(
  value => typeof value === 'object' && value !== null && Symbol.for('ConvexError') in value,
)

/**
 * The text a client receives for an error in a function
 * (convex-backend crates/common/src/errors.rs, crates/isolate/src/helpers.rs).
 */
export function describeFailure(error: unknown, requestId: string): FunctionFailure {
  const prefix = `[Request ID: ${requestId}] Server Error\n`
  if (error instanceof ValidationFailure) return { message: `${prefix}${error.message}\n` }
  const thrown = convexError.safeParse(error)
  if (thrown.success) {
    const data = convexToJson(thrown.data.data)
    const text = typeof data === 'string' ? data : JSON.stringify(data)
    return { message: `${prefix}Uncaught ConvexError: ${text}\n${frames(error)}`, data }
  }
  if (error instanceof Error) return { message: `${prefix}Uncaught ${error.name}: ${error.message}\n${frames(error)}` }
  return { message: `${prefix}Uncaught ${String(error)}\n` }
}

const FRAME = /^ {4}at (?:(async )?(.+?) \()?.*?\/generation-\d+\/(convex\/.*?:\d+:\d+)\)?$/

/** Keeps the frames of the developer's own files, which source maps place below the push's folder. */
function frames(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return ''
  return error.stack.split('\n').flatMap((line) => {
    const match = FRAME.exec(line)
    if (!match) return []
    const [, isAsync = '', name = '<anonymous>', place] = match
    return [`    at ${isAsync}${name.replace(/^Object\./, '')} (../${place})\n`]
  }).join('')
}
