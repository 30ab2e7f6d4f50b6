import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../bench/benchmark'
import { describeMachine } from '../../../bench/machine'
import { renderReport } from '../../../bench/report'

const outcome: Outcome = {
  id: 'example',
  title: 'Example',
  method: 'Once.',
  rows: [
    { name: 'first', figures: { median: { value: 1234.5, unit: 'ms' }, count: { value: 7, unit: '' } } },
    { name: 'second', figures: { median: { value: 0.123, unit: 'ms' } } },
  ],
}

const render = (...outcomes: Outcome[]) => renderReport(describeMachine(), outcomes)

describe('renderReport', () => {
  it('shows three digits of each figure, and nothing where there is none', () => {
    expect(render(outcome)).toContain([
      'Example',
      '  Once.',
      '',
      '             median   count',
      '  first    1,235 ms       7',
      '  second    0.12 ms',
    ].join('\n'))
  })

  it('says why there are no figures', () => {
    expect(render({ ...outcome, rows: [], obstacle: 'no browser.' })).toContain('Example\n  Not measured: no browser.\n')
  })
})
