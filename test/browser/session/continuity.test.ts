import type { Browser } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { attachLogs } from '../../support/attachLogs'
import { launchBrowser } from '../../support/browser'
import { watchContinuity } from '../../support/continuity'
import { clearLogs, findBadExecutions, gapsBetween, readConvexLog, readRefreshes } from '../../support/serviceLogs'
import { reportFigures, serverMemory, watchFor } from '../../support/soak'
import { startStack, type Stack } from '../../support/stack'
import { workAtTasks } from '../../support/workAtTasks'

const TOKEN_TTL_S = 20
const LIFETIME_MS = TOKEN_TTL_S * 1000
/** The browser renews a token when a quarter of its life is left. The times in a token are whole seconds, so it may seem a second older. */
const RENEWED_AFTER_MS = LIFETIME_MS * 0.75
const ROUNDING_MS = 1_000
const WATCHED_MS = watchFor(TOKEN_TTL_S * 2)

let stack: Stack
let browser: Browser

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ prod: true, tokenTtl: TOKEN_TTL_S }), launchBrowser()])
  // A refresh token that is presented a second time is refused at once, which WorkOS does only after half a minute.
  const strict = await fetch(`${stack.workosUrl}/_emulate/config`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshGraceSeconds: 0 }),
  })
  expect(strict.ok).toBe(true)
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

it('nothing a person can see or feel happens in five tabs while tokens come and go, each renewed once and not before its time', async () => {
  await attachLogs('five-tabs', stack, async () => {
    const { pages } = await workAtTasks(browser, stack, { name: 'five-tabs', tabs: 5 })
    await clearLogs(stack)
    const memoryBefore = serverMemory(stack.pid)
    const started = performance.now()
    const readers = await Promise.all(pages.map(watchContinuity))

    await delay(WATCHED_MS)
    const seen = await Promise.all(readers.map(read => read()))
    const [log, refreshes] = await Promise.all([readConvexLog(stack), readRefreshes(stack)])
    const elapsed = performance.now() - started

    expect(seen.flatMap(({ breaks }, tab) => breaks.map(what => `tab ${tab + 1} ${what}`))).toEqual([])
    // A watch that hardly looked would prove nothing. A browser draws a tab in the background about once a second.
    for (const { frames } of seen) expect(frames).toBeGreaterThan(elapsed / 1000 / 2)
    expect(Math.max(...seen.map(({ frames }) => frames))).toBeGreaterThan(elapsed / 1000 * 10)
    expect(findBadExecutions(log)).toEqual([])
    expect(log.filter(({ type }) => ['authError', 'close'].includes(type))).toEqual([])

    // All succeeded where a spent refresh token is refused: no pair was spent twice.
    expect(refreshes.filter(({ status }) => status !== 200)).toEqual([])
    expect(gapsBetween(refreshes).filter(gap => gap < RENEWED_AFTER_MS - ROUNDING_MS)).toEqual([])
    expect(refreshes.length).toBeGreaterThanOrEqual(Math.floor(WATCHED_MS / LIFETIME_MS))
    // One renewal served every tab: each showed each token to Convex, once. The first and the last may be on their way.
    const shown = log.filter(({ type }) => type === 'authenticate')
    const sockets = [...new Set(shown.map(({ connection }) => connection))]
    expect(shown.filter(({ outcome }) => outcome !== 'accepted')).toEqual([])
    expect(sockets).toHaveLength(pages.length)
    for (const socket of sockets) {
      const times = shown.filter(({ connection }) => connection === socket).length
      expect(Math.abs(times - refreshes.length)).toBeLessThanOrEqual(1)
    }

    reportFigures({
      test: 'five-tabs',
      frames: seen.reduce((sum, { frames }) => sum + frames, 0),
      longestGapMs: Math.max(...seen.map(({ longestGapMs }) => longestGapMs)),
      refreshes: refreshes.length,
      lifetimes: Math.floor(elapsed / LIFETIME_MS),
      soonestRefreshMs: Math.min(...gapsBetween(refreshes)),
      serverMbBefore: memoryBefore,
      serverMbAfter: serverMemory(stack.pid),
    })
  })
}, WATCHED_MS + 90_000)
