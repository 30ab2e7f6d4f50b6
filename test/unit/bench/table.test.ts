import { describe, expect, it } from 'vitest'
import { renderTable } from '../../../bench/support/table'

describe('renderTable', () => {
  it('aligns names to the left and figures to the right', () => {
    expect(renderTable([
      ['', 'median', 'p95'],
      ['/', '9 ms', '120 ms'],
      ['/tasks', '10.5 ms', '7 ms'],
    ])).toEqual([
      '          median      p95',
      '/           9 ms   120 ms',
      '/tasks   10.5 ms     7 ms',
    ])
  })

  it('leaves no blanks at the end of a line', () => {
    expect(renderTable([['name', 'median'], ['/', '']])).toEqual(['name   median', '/'])
  })

  it('makes nothing of nothing', () => {
    expect(renderTable([])).toEqual([])
  })
})
