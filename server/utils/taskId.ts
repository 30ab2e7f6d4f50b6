import { getRouterParam, type H3Event } from 'h3'
import type { Id } from '../../convex/_generated/dataModel'

/** The task that a route names. Convex checks that it is an id of this table. */
export function taskId(event: H3Event): Id<'tasks'> {
  return getRouterParam(event, 'id') as Id<'tasks'>
}
