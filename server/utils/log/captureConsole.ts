import type { LogLevel } from './logLevel'
import { toLoggable } from './toLoggable'
import { writeLog } from './writeLog'

const METHODS: Record<string, LogLevel> = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error', trace: 'debug' }

/** Makes lines of the log of whatever libraries print, so that every line of the output can be parsed. */
export function captureConsole(target: Pick<Console, 'debug' | 'log' | 'info' | 'warn' | 'error' | 'trace'> = console): void {
  for (const [method, level] of Object.entries(METHODS)) {
    Object.assign(target, { [method]: (...args: unknown[]) => writeLog(level, 'console', ...describeArguments(args)) })
  }
}

/** What is said, and the error that it is said about. */
function describeArguments(args: unknown[]): [message: string, fields: { error?: unknown }] {
  const error = args.find(arg => arg instanceof Error)
  const words = args.filter(arg => arg !== error).map(arg => typeof arg === 'string' ? arg.trim() : JSON.stringify(toLoggable(arg)))
  return [words.join(' ') || (error instanceof Error ? error.message : ''), { error }]
}
