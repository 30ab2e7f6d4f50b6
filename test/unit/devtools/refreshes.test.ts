import { describe, expect, it } from 'vitest'
import { formatDuration } from '../../../modules/devtools/formatDuration'
import { keepRefresh, refreshesOf } from '../../../modules/devtools/server/refreshes'
import { describeRefresh } from '../../../modules/devtools/tab/describeRefresh'
import type { RefreshReport } from '../../../server/utils/reportRefresh'

const report: RefreshReport = { at: 1_000, ms: 34, request: 'GET /tasks', reason: 'due', outcome: 'refreshed' }

describe('the refreshes of the server', () => {
  it('are told to nobody but the session they belong to', () => {
    keepRefresh(report, 'session_1')
    keepRefresh({ ...report, at: 2_000 }, 'session_2')
    expect(refreshesOf('session_1')).toEqual([report])
    expect(refreshesOf('session_3')).toEqual([])
  })

  it('are kept for a while only', () => {
    for (let at = 0; at < 1_000; at++) keepRefresh({ ...report, at }, 'session_4')
    expect(refreshesOf('session_4').length).toBeLessThan(500)
    expect(refreshesOf('session_4').at(-1)?.at).toBe(999)
  })

  it('are put into words', () => {
    expect(describeRefresh(report)).toEqual({
      at: 1_000,
      subject: 'server',
      title: 'Server renewed the tokens at WorkOS',
      detail: 'for GET /tasks: little was left of the token, after 34 ms',
      tone: 'good',
    })
    expect(describeRefresh({ ...report, outcome: 'limited', reason: 'refused' })).toMatchObject({ title: 'Server refused: renewed too often', tone: 'bad' })
  })
})

describe('formatDuration', () => {
  it.each([[0, '0:00'], [999, '0:00'], [7_000, '0:07'], [247_900, '4:07'], [3_600_000, '1:00:00'], [5_025_000, '1:23:45'], [-5_000, '0:00']])('%i ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
})
