import type { Browser } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../support/browser'
import { watchContinuity } from '../../support/continuity'
import { clearLogs, findBadExecutions, readConvexLog, readRefreshes } from '../../support/serviceLogs'
import { reportFigures, serverMemory, watchFor } from '../../support/soak'
import { startStack, type Stack } from '../../support/stack'
import { workAtTasks } from '../../support/workAtTasks'

const TOKEN_TTL_S = 20
/** The browser renews a token when a quarter of its life is left. */
const RENEWED_AFTER_MS = TOKEN_TTL_S * 750
const WATCHED_MS = watchFor(45)

let stack: Stack
let browser: Browser

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ prod: true, tokenTtl: TOKEN_TTL_S }), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

it('nothing a person can see or feel happens in five tabs while tokens come and go', async () => {
  const { pages } = await workAtTasks(browser, stack, { name: 'five-tabs', tabs: 5 })
  await clearLogs(stack)
  const memoryBefore = serverMemory()
  const started = performance.now()
  const readers = await Promise.all(pages.map(watchContinuity))

  await delay(WATCHED_MS)
  const seen = await Promise.all(readers.map(read => read()))
  const [log, refreshes] = await Promise.all([readConvexLog(stack), readRefreshes(stack)])
  const elapsed = performance.now() - started
  const evidence = JSON.stringify({ seen, refreshes, log: log.filter(({ type }) => type !== 'message') }, null, 1)

  expect(seen.flatMap(({ breaks }, tab) => breaks.map(what => `tab ${tab + 1} ${what}`)), evidence).toEqual([])
  // A watch that hardly looked would prove nothing. A browser draws a tab in the background about once a second.
  for (const { frames } of seen) expect(frames, evidence).toBeGreaterThan(elapsed / 1000 / 2)
  expect(Math.max(...seen.map(({ frames }) => frames)), evidence).toBeGreaterThan(elapsed / 1000 * 10)
  expect(findBadExecutions(log), evidence).toEqual([])
  expect(log.filter(({ type }) => ['authError', 'close'].includes(type)), evidence).toEqual([])

  const lifetimes = Math.ceil(elapsed / RENEWED_AFTER_MS)
  expect(refreshes.length, evidence).toBeLessThanOrEqual(lifetimes + 1)
  // At least one lifetime must have ended for this to mean anything, and each tab must have taken its turn.
  expect(refreshes.length, evidence).toBeGreaterThanOrEqual(Math.floor(WATCHED_MS / RENEWED_AFTER_MS) - 1)
  const renewed = new Set(log.filter(({ type, outcome }) => type === 'authenticate' && outcome === 'accepted').map(({ connection }) => connection))
  expect(renewed.size, evidence).toBe(pages.length)

  reportFigures({
    test: 'five tabs',
    frames: seen.reduce((sum, { frames }) => sum + frames, 0),
    longestGapMs: Math.max(...seen.map(({ longestGapMs }) => longestGapMs)),
    refreshes: refreshes.length,
    lifetimes,
    serverMbBefore: memoryBefore,
    serverMbAfter: serverMemory(),
  })
}, WATCHED_MS + 90_000)
