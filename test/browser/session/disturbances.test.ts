import type { Browser } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it as base, vi } from 'vitest'
import { createCookiePassword } from '../../../cli/lib/cookiePassword'
import { startAppServer } from '../../support/appServer'
import { launchBrowser } from '../../support/browser'
import { disturb } from '../../support/disturbance'
import { freezePage } from '../../support/freezePage'
import { addRefreshFault, hasRefreshFaults, removeRefreshFaults } from '../../support/refreshFault'
import { readRefreshes } from '../../support/serviceLogs'
import { watchFor } from '../../support/soak'
import { startStack, type Stack } from '../../support/stack'
import { setClockWrong } from '../../support/wrongClock'

const TOKEN_TTL_S = 20
const LIFETIME_MS = TOKEN_TTL_S * 1000
const CLOCK_ERROR_MS = 10 * 60_000
const watchedMs = watchFor(TOKEN_TTL_S * 2)

// All of them mostly wait, so they wait together, those that take longest first.
vi.setConfig({ maxConcurrency: 20, testTimeout: watchedMs + LIFETIME_MS * 3 + 240_000 })

/** What is done to a service is done to all who use it, so each test has a stack of its own. */
const it = base.extend<{ stack: Stack }>({
  // eslint-disable-next-line no-empty-pattern -- Vitest reads there which other fixtures it needs: none.
  stack: async ({}, use) => {
    const stack = await startInTurn()
    await use(stack)
    await stack.stop()
  },
})

const starts: Array<Promise<unknown>> = []

/** Two stacks at a time. All at once, they would starve one another, and the pages that are watched already. */
function startInTurn(): Promise<Stack> {
  const started = Promise.resolve(starts.at(-2)).then(() => startStack({ prod: true, tokenTtl: TOKEN_TTL_S }))
  starts.push(started.catch(() => {}))
  return started
}

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser?.close())

it.concurrent('a tab that is hidden and frozen for three lifetimes wakes up as it was', async ({ stack }) => {
  const { seen } = await disturb(browser, stack, {
    name: 'frozen',
    watchedMs,
    happen: async (page) => {
      await freezePage(page, LIFETIME_MS * 3)
      await delay(LIFETIME_MS / 4)
    },
  })
  expect(seen.longestGapMs).toBeGreaterThan(LIFETIME_MS * 3 - 1_000)
})

it.concurrent('a browser that is offline for two lifetimes keeps what it shows and catches up', async ({ stack }) => {
  const { log, refreshes, times } = await disturb(browser, stack, {
    name: 'offline',
    watchedMs,
    happen: async (page) => {
      await page.context().setOffline(true)
      // The emulated outage does not reach sockets that are open already.
      await disconnect(stack)
      await delay(LIFETIME_MS * 2)
      await page.context().setOffline(false)
      await delay(LIFETIME_MS / 4)
    },
  })
  expect(log.filter(({ type }) => type === 'close').length).toBeGreaterThanOrEqual(times)
  // It needs no more than the few seconds that it is back for, each time.
  expect(refreshes.length).toBeGreaterThanOrEqual(times)
})

it.concurrent.for([
  { name: 'workos-500', fault: { status: 500, body: { message: 'Made to fail.' } } },
  { name: 'workos-429', fault: { status: 429, headers: { 'retry-after': '3' }, body: { message: 'Too many requests.' } } },
  { name: 'workos-hangs', fault: { delayMs: 25_000 } },
])('a WorkOS that fails to renew sessions for a whole lifetime is not noticed: $name', async ({ name, fault }, { stack }) => {
  const { refreshes } = await disturb(browser, stack, {
    name,
    watchedMs,
    happen: async () => {
      await addRefreshFault(stack, fault)
      // From the start of the first try to renew to the end of the token.
      await delay(LIFETIME_MS * 1.25)
      await removeRefreshFaults(stack)
      await delay(LIFETIME_MS)
    },
  })
  const statuses = refreshes.map(({ status }) => status)
  expect(statuses.some(status => status !== 200), JSON.stringify(refreshes)).toBe(true)
  expect(statuses, JSON.stringify(refreshes)).toContain(200)
})

it.concurrent('a server that dies in the middle of a renewal, and comes back, signs nobody out', async ({ stack, expect }) => {
  const cookiePassword = createCookiePassword()
  const answersAfterMs = 3_000
  let server = await startAppServer(stack, { cookiePassword })
  const port = Number(new URL(server.url).port)
  try {
    const { refreshes, times } = await disturb(browser, {
      ...server,
      get pid() { return server.pid },
      logs: () => server.logs(),
    }, {
      name: 'server-restarts',
      watchedMs,
      happen: async () => {
        await addRefreshFault(stack, { delayMs: answersAfterMs, count: 1 })
        await expect.poll(() => hasRefreshFaults(stack), { timeout: LIFETIME_MS * 2 }).toBe(false)
        await server.kill()
        const known = await countRenewed()
        // Meanwhile WorkOS renews, and nobody is there to hear the new refresh token: the next server has only the spent one.
        await delay(answersAfterMs)
        server = await startAppServer(stack, { cookiePassword, port })
        await expect.poll(countRenewed, { timeout: LIFETIME_MS }).toBeGreaterThan(known)
      },
    })
    expect(refreshes.filter(({ status }) => status !== 200)).toHaveLength(times)
  }
  finally {
    await server.stop()
  }

  async function countRenewed(): Promise<number> {
    return (await readRefreshes(stack)).filter(({ status }) => status === 200).length
  }
})

it.concurrent('a socket that breaks every five seconds is not noticed', async ({ stack }) => {
  const { log, times } = await disturb(browser, stack, {
    name: 'broken-socket',
    watchedMs,
    happen: async () => {
      await delay(5_000)
      await disconnect(stack)
    },
  })
  expect(log.filter(({ type }) => type === 'close')).toHaveLength(times)
})

it.concurrent.for([
  { name: 'clock-fast', error: CLOCK_ERROR_MS },
  { name: 'clock-slow', error: -CLOCK_ERROR_MS },
])('a wrong clock makes no difference: $name', async ({ name, error }, { stack }) => {
  await disturb(browser, stack, {
    name,
    watchedMs,
    prepare: async context => await setClockWrong(context, error),
    happen: async (page) => {
      const wrong = await page.evaluate(() => new Date().getTime()) - Date.now()
      expect(Math.abs(wrong - error)).toBeLessThan(5_000)
      await delay(LIFETIME_MS)
    },
  })
})

async function disconnect({ convexUrl }: Stack): Promise<void> {
  const response = await fetch(`${convexUrl}/_emulate/disconnect`, { method: 'POST' })
  expect(response.ok).toBe(true)
}
