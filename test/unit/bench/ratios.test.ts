import { describe, expect, it } from 'vitest'
import { withRatios } from '../../../bench/support/ratios'

describe('withRatios', () => {
  it('compares every row with the first', () => {
    const rows = [
      { name: 'a', figures: { requests: { value: 400, unit: '/s' as const }, median: { value: 10, unit: 'ms' as const } } },
      { name: 'b', figures: { requests: { value: 100, unit: '/s' as const }, median: { value: 40, unit: 'ms' as const } } },
    ]
    expect(withRatios(rows)).toEqual([
      ...rows,
      { name: 'b : a', figures: { requests: { value: 0.25, unit: '×' }, median: { value: 4, unit: '×' } } },
    ])
  })

  it('refuses to compare nothing', () => {
    expect(() => withRatios([])).toThrow(/nothing to compare/)
  })
})
