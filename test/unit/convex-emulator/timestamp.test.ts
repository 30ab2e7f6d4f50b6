import { expect, it } from 'vitest'
import { decodeTs, encodeTs } from '../../../emulators/convex/sync/timestamp'

it('timestamps are little-endian u64 in base64', () => {
  expect(encodeTs(0n)).toBe('AAAAAAAAAAA=')
  expect(encodeTs(1n)).toBe('AQAAAAAAAAA=')
  expect(decodeTs(encodeTs(1_795_424_688_533_000_000n))).toBe(1_795_424_688_533_000_000n)
})
