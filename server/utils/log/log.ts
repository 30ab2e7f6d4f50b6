import { writeLog, type LogFields } from './writeLog'

/** What a part of the server has to say. */
export function createLog(scope: string) {
  return {
    info: (message: string, fields?: LogFields) => writeLog('info', scope, message, fields),
    warn: (message: string, fields?: LogFields) => writeLog('warn', scope, message, fields),
    error: (message: string, fields?: LogFields) => writeLog('error', scope, message, fields),
  }
}
