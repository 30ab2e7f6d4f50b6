import type { Clock } from '../state/clock'
import type { NewId } from '../state/ids'

export interface EmulatedEvent {
  readonly id: string
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
  readonly created_at: string
}

export interface EventLog {
  emit(event: string, data: EmulatedEvent['data']): void
  /** Oldest first. */
  all(): EmulatedEvent[]
  get(id: string): EmulatedEvent | undefined
  clear(): void
}

/** Append-only. @param onEvent is told of each event as it happens. */
export function createEventLog(clock: Clock, newId: NewId, onEvent: (event: EmulatedEvent) => void): EventLog {
  const events: EmulatedEvent[] = []
  return {
    emit: (name, data) => {
      const event = { id: newId('event'), event: name, data, created_at: clock.iso() }
      events.push(event)
      onEvent(event)
    },
    all: () => [...events],
    get: id => events.find(event => event.id === id),
    clear: () => {
      events.length = 0
    },
  }
}
