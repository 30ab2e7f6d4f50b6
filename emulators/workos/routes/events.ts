import { z } from 'zod'
import type { Emulator } from '../emulator'
import type { EmulatedEvent } from '../events/eventLog'
import { invalidParameters } from '../http/apiError'
import { parseInput } from '../http/input'
import { mapPage, paginate } from '../http/page'
import { queryList, readQuery } from '../http/query'
import type { Route } from '../http/route'

const DAY_MS = 24 * 3600_000
const RETENTION_MS = 90 * DAY_MS
const LONGEST_RANGE_MS = 30 * DAY_MS

const rangeInput = z.object({
  range_start: z.coerce.date().optional(),
  range_end: z.coerce.date().optional(),
  organization_id: z.string().optional(),
})

export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/events',
    summary: 'Replays events, oldest first whatever `order` says; filters `events`, `organization_id`, `range_start`, `range_end`',
    access: 'key',
    handle: (event, emulator) => {
      const query = readQuery(event)
      const pageQuery = new URLSearchParams(query)
      if (!emulator.settings.current().eventsHonourOrder) pageQuery.set('order', 'asc')
      return mapPage(paginate(visibleEvents(query, emulator), pageQuery), row => ({ object: 'event', ...row }))
    },
  },
]

/** The newest events stay hidden for a moment, so that ids appear in order (the delay is 0 unless a test sets it). */
function visibleEvents(query: URLSearchParams, { events, clock, settings }: Emulator): EmulatedEvent[] {
  const { range_start, range_end, organization_id } = parseInput(rangeInput, Object.fromEntries(query))
  const names = queryList(query, 'events')
  const until = clock.now() - settings.current().eventVisibilityDelaySeconds * 1000
  const from = range_start?.getTime() ?? 0
  const to = range_end?.getTime() ?? Infinity
  if (range_start && (range_end?.getTime() ?? clock.now()) - from > LONGEST_RANGE_MS) throw rangeTooLong()
  return events.all().filter((row) => {
    const at = Date.parse(row.created_at)
    return at <= until && at > clock.now() - RETENTION_MS && at >= from && at <= to
      && (names.length === 0 || names.includes(row.event))
      && (!organization_id || isAbout(row, organization_id))
  })
}

function isAbout({ event, data }: EmulatedEvent, organizationId: string): boolean {
  return data.organization_id === organizationId || (event.startsWith('organization.') && data.id === organizationId)
}

const rangeTooLong = () =>
  invalidParameters([{ field: 'range_start', code: 'invalid_range', message: 'A range may span at most 30 days.' }])
