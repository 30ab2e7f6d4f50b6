import { expect, it } from 'vitest'
import { summarizeTransfers, type Transfer } from '../../../bench/support/transfers'

const transfer = (path: string, bytes: number, others: Partial<Transfer> = {}): Transfer => ({
  name: `http://localhost:3000${path}`,
  entryType: 'resource',
  startTime: 0,
  transferSize: bytes + 300,
  encodedBodySize: bytes,
  ...others,
})

it('tells document, scripts and styles apart, and leaves out what came from the cache', () => {
  expect(summarizeTransfers([
    transfer('/page.js', 2_000, { entryType: 'navigation' }),
    transfer('/_nuxt/a.js?v=1', 10_000),
    transfer('/_nuxt/b.js', 5_000),
    transfer('/_nuxt/b.js', 5_000, { transferSize: 0 }),
    transfer('/_nuxt/a.css', 700),
    transfer('/favicon.svg', 300),
  ])).toEqual({
    requests: { value: 5, unit: '' },
    document: { value: 2, unit: 'kB' },
    JavaScript: { value: 15, unit: 'kB' },
    CSS: { value: 0.7, unit: 'kB' },
    all: { value: 18, unit: 'kB' },
  })
})
