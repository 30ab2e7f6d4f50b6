import type { Page } from 'playwright-core'
import { z } from 'zod'
import type { Row } from '../benchmark'
import { figure } from './figure'

const transfer = z.object({
  name: z.string(),
  entryType: z.enum(['navigation', 'resource']),
  /** Milliseconds since the start of the navigation. */
  startTime: z.number(),
  /** 0 if the answer came from the cache, which a module that was preloaded does. */
  transferSize: z.number(),
  /** Bytes as they were sent, compressed or not, without headers. */
  encodedBodySize: z.number(),
})

export type Transfer = z.infer<typeof transfer>

/** Every request of the page so far. WebSockets are not among them. */
export async function readTransfers(page: Page): Promise<Transfer[]> {
  const entries = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(entry => entry.toJSON()))
  return z.array(transfer).parse(entries)
}

export function summarizeTransfers(transfers: Transfer[]): Row['figures'] {
  const sent = transfers.filter(({ transferSize }) => transferSize > 0)
  const sum = (isCounted: (transfer: Transfer) => boolean) =>
    figure(sent.filter(isCounted).reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0) / 1000, 'kB')
  return {
    requests: figure(sent.length, ''),
    document: sum(({ entryType }) => entryType === 'navigation'),
    JavaScript: sum(hasExtension('.js')),
    CSS: sum(hasExtension('.css')),
    all: sum(() => true),
  }
}

const hasExtension = (extension: string) => ({ name, entryType }: Transfer) =>
  entryType === 'resource' && new URL(name).pathname.endsWith(extension)
