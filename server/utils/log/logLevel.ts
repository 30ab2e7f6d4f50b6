/** From the most to the fewest words. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const

export type LogLevel = typeof LOG_LEVELS[number]

/** Whether a line of this level is wanted when LOG_LEVEL is `least`. */
export function isLogged(level: LogLevel, least: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(least)
}
