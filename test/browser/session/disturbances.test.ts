import type { Browser } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../support/browser'
import { disturb } from '../../support/disturbance'
import { watchFor } from '../../support/soak'
import { startStack, type Stack } from '../../support/stack'

const TOKEN_TTL_S = 20
const LIFETIME_MS = TOKEN_TTL_S * 1000
const WATCHED_MS = watchFor(TOKEN_TTL_S * 2)
const TIMEOUT_MS = WATCHED_MS + LIFETIME_MS * 2 + 120_000
const CLOCK_ERROR_MS = 10 * 60_000

let stack: Stack
let browser: Browser

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ prod: true, tokenTtl: TOKEN_TTL_S }), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

it.concurrent('a browser that is offline for two lifetimes keeps what it shows and catches up', async () => {
  const { own } = await disturb(browser, stack, {
    name: 'offline',
    happen: async ({ context }) => {
      await context.setOffline(true)
      // The emulated outage does not reach sockets that are open already.
      await disconnect()
      await delay(LIFETIME_MS * 2)
      await context.setOffline(false)
      await delay(LIFETIME_MS / 2)
    },
  })
  expect(own.filter(({ type }) => type === 'close').length).toBeGreaterThan(0)
}, TIMEOUT_MS)

it.concurrent('a socket that breaks every five seconds is not noticed', async () => {
  const { own } = await disturb(browser, stack, {
    name: 'broken-socket',
    happen: async () => {
      const end = Date.now() + WATCHED_MS
      while (Date.now() < end) {
        await delay(5_000)
        await disconnect()
      }
    },
  })
  expect(own.filter(({ type }) => type === 'close').length).toBeGreaterThan(2)
}, TIMEOUT_MS)

it.concurrent.each([
  { name: 'clock-fast', error: CLOCK_ERROR_MS },
  { name: 'clock-slow', error: -CLOCK_ERROR_MS },
])('a wrong clock makes no difference: $name', async ({ name, error }) => {
  await disturb(browser, stack, {
    name,
    prepare: async (context) => {
      await context.addInitScript((error) => {
        const RightDate = Date
        window.Date = class extends RightDate {
          constructor(...args: [] | ConstructorParameters<typeof RightDate>) {
            if (args.length === 0) super(RightDate.now() + error)
            else super(...args)
          }

          static override now() {
            return RightDate.now() + error
          }
        } as DateConstructor
      }, error)
    },
    happen: async ({ page }) => {
      const wrong = await page.evaluate(() => new Date().getTime()) - Date.now()
      expect(Math.abs(wrong - error)).toBeLessThan(5_000)
      await delay(WATCHED_MS)
    },
  })
}, TIMEOUT_MS)

async function disconnect(): Promise<void> {
  const response = await fetch(`${stack.convexUrl}/_emulate/disconnect`, { method: 'POST' })
  expect(response.ok).toBe(true)
}
