import { expect, it } from 'vitest'
import { readClock } from '../../../../cli/doctor/facts/clock'

const AT = Date.parse('2026-01-01T12:00:00.500Z')

it.each([
  ['the same', 'Thu, 01 Jan 2026 12:00:00 GMT', 0],
  ['a minute ahead', 'Thu, 01 Jan 2026 12:01:00 GMT', 60],
  ['an hour behind', 'Thu, 01 Jan 2026 11:00:00 GMT', -3600],
])('reads a clock that is %s', (_, date, aheadSeconds) => {
  expect(readClock('WorkOS', date, AT - 200, AT + 200)).toEqual({ who: 'WorkOS', aheadSeconds })
})

it('does not count the time an answer takes', () => {
  expect(readClock('Convex', 'Thu, 01 Jan 2026 12:00:00 GMT', AT - 4000, AT + 4000)?.aheadSeconds).toBe(0)
})

it.each([null, '', 'yesterday'])('knows nothing from %s', (date) => {
  expect(readClock('Convex', date, AT, AT)).toBeNull()
})
