import { describe, expect, it } from 'vitest'
import { figure, percentile } from '../../../bench/support/figure'

describe('figure', () => {
  it('drops digits that mean nothing', () => {
    expect(figure(1 / 3, 'ms')).toEqual({ value: 0.333, unit: 'ms' })
  })
})

describe('percentile', () => {
  const samples = [30, 10, 50, 20, 40]

  it.each([
    [50, 30],
    [60, 30],
    [61, 40],
    [95, 50],
    [100, 50],
  ])('gives the smallest sample that %i %% do not exceed', (percent, expected) => {
    expect(percentile(samples, percent)).toEqual({ value: expected, unit: 'ms' })
  })

  it('leaves the largest of twenty samples out of their p95', () => {
    const twenty = Array.from({ length: 20 }, (_, index) => index + 1)
    expect(percentile(twenty, 95).value).toBe(19)
  })

  it('sorts by number and leaves the samples as they are', () => {
    const unsorted = [100, 9, 20]
    expect(percentile(unsorted, 50).value).toBe(20)
    expect(unsorted).toEqual([100, 9, 20])
  })

  it('refuses to make a figure of nothing', () => {
    expect(() => percentile([], 50)).toThrow(/not a single sample/)
  })
})
