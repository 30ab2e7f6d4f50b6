import { describe, expect, it } from 'vitest'
import { takeForcedRefresh } from '../../../server/utils/refreshLimit'

const NOW = 1_700_000_000_000

let count = 0
/** The buckets are shared by the whole process. */
const newSession = () => `session-${count++}`

/** What each of these forced refreshes is answered, at ms after the first. */
function take(sessionId: string, times: number[], start = NOW): number[] {
  return times.map(ms => takeForcedRefresh(sessionId, start + ms))
}

describe('takeForcedRefresh', () => {
  it.each<[string, number[], number[]]>([
    ['lets five go ahead at once and holds the sixth for ten seconds', [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 10]],
    ['lets one more go ahead every ten seconds', [0, 0, 0, 0, 0, 9_999, 10_000, 10_000, 20_000], [0, 0, 0, 0, 0, 1, 0, 10, 0]],
    ['tells the rest of the wait, in whole seconds', [0, 0, 0, 0, 0, 1, 2_500, 9_000], [0, 0, 0, 0, 0, 10, 8, 1]],
    ['does not make those wait longer who ask in vain', [0, 0, 0, 0, 0, 1_000, 2_000, 3_000, 10_000], [0, 0, 0, 0, 0, 9, 8, 7, 0]],
    ['never saves up more than five', [0, 3_600_000, 3_600_000, 3_600_000, 3_600_000, 3_600_000, 3_600_000], [0, 0, 0, 0, 0, 0, 10]],
    ['keeps pace with one refresh every ten seconds for good', Array.from({ length: 30 }, (_, index) => index * 10_000), Array.from({ length: 30 }, () => 0)],
  ])('%s', (_, times, answers) => {
    expect(take(newSession(), times)).toEqual(answers)
  })

  it('counts each session by itself', () => {
    const [one, other] = [newSession(), newSession()]
    expect(take(one, [0, 0, 0, 0, 0, 0])).toEqual([0, 0, 0, 0, 0, 10])
    expect(take(other, [0])).toEqual([0])
  })

  it('does not forget a busy session when it forgets an idle one', () => {
    const [idle, busy] = [newSession(), newSession()]
    take(idle, [0, 0, 0, 0, 0])
    take(busy, [40_000, 40_000, 40_000, 40_000, 40_000])
    expect(take(idle, [50_000, 50_000, 50_000, 50_000, 50_000, 50_000])).toEqual([0, 0, 0, 0, 0, 10])
    expect(take(busy, [50_000, 50_000])).toEqual([0, 10])
  })
})
