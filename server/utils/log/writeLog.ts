import { LOG_LEVELS, isLogged, type LogLevel } from './logLevel'
import { currentRequest } from './requestContext'
import { toLoggable } from './toLoggable'

export type LogFields = Record<string, unknown>

/** The methods themselves: in production the ones on `console` lead back here. */
const { debug, info, warn, error } = console
const PRINT: Record<LogLevel, (...args: unknown[]) => void> = { debug, info, warn, error }

/**
 * Writes one line: JSON in production, for people in development.
 *
 * @param scope the part of the application that says it.
 */
export function writeLog(level: LogLevel, scope: string, message: string, fields: LogFields = {}): void {
  if (!isLogged(level, leastLevel())) return
  if (import.meta.dev) PRINT[level](`[${scope}] ${message}`, ...forPeople(fields))
  else PRINT[level](formatLine({ time: new Date().toISOString(), level, scope, message, ...currentRequest(), ...fields }))
}

/** One line of JSON. JSON leaves out what is undefined, and escapes what would end the line. */
export function formatLine(fields: LogFields): string {
  return JSON.stringify(toLoggable(fields))
}

/** Only the values: what they are can be read in the message. */
function forPeople(fields: LogFields): unknown[] {
  return Object.values(fields).filter(value => value !== undefined).map(toPlain)
}

function toPlain(value: unknown): unknown {
  const loggable = toLoggable(value)
  return value instanceof Error ? (loggable as { stack?: string }).stack ?? loggable : loggable
}

let least: LogLevel | undefined

/** Read by itself, because there are things to say before the environment is known to be good. */
function leastLevel(): LogLevel {
  return least ??= LOG_LEVELS.find(level => level === process.env.LOG_LEVEL) ?? (import.meta.dev ? 'warn' : 'info')
}
