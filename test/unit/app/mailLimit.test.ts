import { describe, expect, it } from 'vitest'
import { takeMail } from '../../../server/mail/mailLimit'

const NOW = 1_700_000_000_000

let count = 0
/** What each of these mails to one address is answered, at ms after the first. */
function take(times: number[], address = `person-${count++}@example.com`): number[] {
  return times.map(ms => takeMail(address, NOW + ms))
}

describe('takeMail', () => {
  it.each<[string, number[], number[]]>([
    ['lets three leave and holds the fourth for a minute', [0, 0, 0, 0], [0, 0, 0, 60]],
    ['lets one leave when the first is a minute old', [0, 10_000, 20_000, 59_999, 60_000, 60_000], [0, 0, 0, 1, 0, 10]],
    ['does not make those wait longer who ask in vain', [0, 0, 0, 30_000, 59_000, 60_000], [0, 0, 0, 30, 1, 0]],
  ])('%s', (_, times, answers) => {
    expect(take(times)).toEqual(answers)
  })

  it('counts each address by itself, however it is written', () => {
    take([0, 0, 0], 'ada@limit.example')
    expect(take([0], 'ADA@Limit.example')).toEqual([60])
    expect(take([0], 'bob@limit.example')).toEqual([0])
  })

  it('remembers a busy address when it forgets an idle one', () => {
    take([0, 0, 0], 'idle@limit.example')
    take([0, 0, 50_000], 'busy@limit.example')
    expect(take([60_000, 60_000, 60_000, 60_000], 'idle@limit.example')).toEqual([0, 0, 0, 60])
    expect(take([60_000, 60_000, 60_000], 'busy@limit.example')).toEqual([0, 0, 50])
  })
})
