import { Problem } from '../../cli/lib/problem'
import type { Figure } from '../benchmark'

/** Rounded, to keep the report free of digits that mean nothing. */
export function figure(value: number, unit: Figure['unit']): Figure {
  return { value: Number(value.toFixed(3)), unit }
}

/** The smallest of the samples (in milliseconds) that at least `percent` of them do not exceed. */
export function percentile(samples: number[], percent: number): Figure {
  const sorted = samples.toSorted((a, b) => a - b)
  const value = sorted[Math.ceil(sorted.length * percent / 100) - 1]
  if (value === undefined) throw new Problem('Nothing was measured: there is not a single sample.')
  return figure(value, 'ms')
}
