import { beforeEach, describe, expect, it, vi } from 'vitest'
import { clientNetwork } from '../../../server/utils/limits/clientNetwork'
import { takeFromWindow } from '../../../server/utils/limits/slidingWindow'

/** What another server of the site would see. */
const shared = vi.hoisted(() => new Map<string, string>())
vi.mock('../../../server/utils/sharedStore', () => ({
  readShared: async (key: string) => shared.get(key) ?? null,
  writeShared: async (key: string, value: string) => void shared.set(key, value),
}))

const NOW = 1_700_000_000_000
const THREE_A_MINUTE = { times: 3, seconds: 60 }

let count = 0
/** The windows are shared by the whole process. */
const newKey = () => `key-${count++}`

beforeEach(() => shared.clear())

async function take(key: string, seconds: number[]): Promise<number[]> {
  const waits = []
  for (const second of seconds) waits.push(await takeFromWindow(key, THREE_A_MINUTE, NOW + second * 1000))
  return waits
}

describe('takeFromWindow', () => {
  it.each<[string, number[], number[]]>([
    ['lets three go ahead and holds the fourth until the first leaves the window', [0, 0, 0, 0], [0, 0, 0, 60]],
    ['slides: there is room again one by one', [0, 20, 40, 50, 61, 62, 81, 82], [0, 0, 0, 10, 0, 18, 0, 18]],
    ['does not count what it refuses', [0, 0, 0, 10, 20, 30, 40, 50, 61], [0, 0, 0, 50, 40, 30, 20, 10, 0]],
  ])('%s', async (_, seconds, waits) => {
    expect(await take(newKey(), seconds)).toEqual(waits)
  })

  it('keeps keys apart', async () => {
    await take(newKey(), [0, 0, 0])
    expect(await take(newKey(), [0])).toEqual([0])
  })

  it('counts what happens at the same moment', async () => {
    const key = newKey()
    const waits = await Promise.all(Array.from({ length: 20 }, () => takeFromWindow(key, THREE_A_MINUTE, NOW)))
    expect(waits.filter(wait => wait === 0)).toHaveLength(3)
  })

  it('counts what other servers saw, whatever they wrote', async () => {
    const key = newKey()
    shared.set(`limit:${key}`, JSON.stringify([NOW - 50_000, NOW - 1_000]))
    expect(await take(key, [0, 0])).toEqual([0, 10])
    for (const garbage of ['{', '"x"', '[null,"1"]', '{}']) {
      const other = newKey()
      shared.set(`limit:${other}`, garbage)
      expect(await take(other, [0])).toEqual([0])
    }
  })
})

describe('clientNetwork', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
  ])('takes %s as %s', (address, network) => {
    expect(clientNetwork(address)).toBe(network)
  })
})
