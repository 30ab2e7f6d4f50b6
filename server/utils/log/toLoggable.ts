import { redact } from './redact'

/** The depth at which an object, or a chain of causes, is cut off. */
const DEEPEST = 4
const LONGEST = 4_000

/**
 * What of an error is worth a line. Never the whole object: errors of WorkOS's SDK carry the answer
 * they stand for, with addresses and pending tokens in it.
 */
const ERROR_FIELDS = ['code', 'status', 'statusCode', 'requestID', 'key'] as const

/** A value as it may be written: errors reduced to what they say, texts without secrets, nothing that JSON cannot hold. */
export function toLoggable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redact(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value)
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return '[…]'
  if (value instanceof Error) return errorToLoggable(value, depth)
  if (value instanceof Date) return value.toJSON()
  if (Array.isArray(value)) return value.slice(0, 50).map(item => toLoggable(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, isSecretName(name) ? '[secret]' : toLoggable(item, depth + 1)]))
}

function errorToLoggable(error: Error, depth: number): Record<string, unknown> {
  const fields = ERROR_FIELDS.flatMap((name) => {
    const value = (error as unknown as Record<string, unknown>)[name]
    return typeof value === 'string' || typeof value === 'number' ? [[name, toLoggable(value, depth + 1)] as const] : []
  })
  return {
    name: error.name,
    message: redact(error.message),
    ...Object.fromEntries(fields),
    ...(error.stack !== undefined && { stack: toLoggable(error.stack, depth + 1) }),
    ...(error.cause !== undefined && { cause: toLoggable(error.cause, depth + 1) }),
  }
}

function isSecretName(name: string): boolean {
  return /token|secret|password|cookie|authorization$|api_?key|verifier/i.test(name)
}
