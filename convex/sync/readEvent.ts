import type { Infer } from 'convex/values'
import { parse } from 'convex-helpers/validators'
import type { cleanEvent } from './applyEvent'
import { EVENTS, workosEvent } from './events'
import { toMs } from './wire'

/**
 * @returns the event with what is used of its data; null for one that changes nothing here.
 * @throws Error for what is no event, and for an event that lacks what it is about.
 */
export function readEvent(body: unknown): Infer<typeof cleanEvent> | null {
  const { id, event: name, created_at, data } = parse(workosEvent, body)
  const effect = EVENTS.get(name)
  return effect ? { id, name, at: toMs(created_at), data: effect.clean(data) } : null
}
