import { STORED_EVENTS } from '../names'
import type { AuthEvent } from '../report'

export interface EventLog {
  /** Oldest first. */
  events: () => AuthEvent[]
  add: (event: Omit<AuthEvent, 'at'>) => void
  clear: () => void
}

/** What a timeline that is read by a person can show. */
export const KEPT_EVENTS = 200

/**
 * The last events of this browser tab. They outlive the page, because signing in and out load another one.
 *
 * @param onChange called after each change.
 */
export function createEventLog(onChange: () => void, storage: Storage = sessionStorage, now: () => number = Date.now): EventLog {
  let events = read(storage)

  function keep(next: AuthEvent[]): void {
    events = next
    try {
      storage.setItem(STORED_EVENTS, JSON.stringify(events))
    }
    catch {
      // A full storage loses the log with the page, and the application nothing.
    }
    onChange()
  }

  return {
    events: () => events,
    add: event => keep([...events, { at: now(), ...event }].slice(-KEPT_EVENTS)),
    clear: () => keep([]),
  }
}

/** Another version of this file may have written it, or another application on this port. */
function read(storage: Storage): AuthEvent[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(STORED_EVENTS) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isEvent) : []
  }
  catch {
    return []
  }
}

function isEvent(value: unknown): value is AuthEvent {
  const { at, subject, title } = (value ?? {}) as Partial<AuthEvent>
  return typeof at === 'number' && typeof subject === 'string' && typeof title === 'string'
}
