import { describe, expect, it } from 'vitest'
import { forwardedAddress } from '../../../server/utils/client'

describe('forwardedAddress', () => {
  it.each<[string | undefined, number, string | undefined]>([
    ['203.0.113.9', 0, undefined],
    ['203.0.113.9', 1, '203.0.113.9'],
    ['198.51.100.1, 203.0.113.9', 1, '203.0.113.9'],
    ['198.51.100.1, 203.0.113.9', 2, '198.51.100.1'],
    ['6.6.6.6, 198.51.100.1,203.0.113.9', 2, '198.51.100.1'],
    ['203.0.113.9', 2, undefined],
    ['203.0.113.9:4711', 1, '203.0.113.9'],
    ['[2001:db8::1]:4711', 1, '2001:db8::1'],
    ['2001:db8::1', 1, '2001:db8::1'],
    ['unknown', 1, undefined],
    ['', 1, undefined],
    ['1.2.3.4, ', 1, undefined],
    ['<script>', 1, undefined],
    [undefined, 1, undefined],
  ])('reads %j behind %d proxies as %j', (header, hops, address) => {
    expect(forwardedAddress(header, hops)).toBe(address)
  })
})
