import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { attachLogs } from './attachLogs'
import { watchContinuity, type Continuity } from './continuity'
import { clearLogs, findBadExecutions, readConvexLog, readRefreshes, type ConvexEntry, type WorkosRequest } from './serviceLogs'
import { reportFigures, serverMemory } from './soak'
import type { Stack } from './stack'
import { createSignedInVisitor } from './visitor'
import { checkOffElsewhere, workAtTasks } from './workAtTasks'

export interface Disturbance {
  name: string
  prepare?: (context: BrowserContext) => Promise<void>
  /** Lets it happen once. It is repeated until the watch is over. */
  happen: (page: Page) => Promise<void>
  /** How long the watch lasts at least, in ms. */
  watchedMs: number
}

export interface Disturbed {
  seen: Continuity
  log: ConvexEntry[]
  refreshes: WorkosRequest[]
  /** How often it happened. */
  times: number
}

export type DisturbedServer = Omit<Stack, 'stop'>

/**
 * Lets someone work while something goes wrong, and fails when they could have noticed: when anything on
 * the page changed, when a query ran for nobody or failed, or when live updates did not come back.
 *
 * @param server nobody else may be using it, or its emulators.
 */
export async function disturb(browser: Browser, server: DisturbedServer, disturbance: Disturbance): Promise<Disturbed> {
  return await attachLogs(disturbance.name, server, () => watchDisturbed(browser, server, disturbance))
}

async function watchDisturbed(browser: Browser, server: DisturbedServer, { name, prepare, happen, watchedMs }: Disturbance): Promise<Disturbed> {
  const { pages: [page], context, email } = await workAtTasks(browser, server, { name, tasks: 25, ...prepare && { prepare } })
  if (!page) throw new Error('There is no page.')
  await clearLogs(server)
  const memoryBefore = serverMemory(server.pid)
  const read = await watchContinuity(page)
  const end = Date.now() + watchedMs
  let times = 0
  do {
    await happen(page)
    times++
  } while (Date.now() < end)
  // Live updates go on: this one is the work of another device. It signs in only now, so that it has no session to renew.
  const task = `Task 1 of ${name}`
  await checkOffElsewhere(await createSignedInVisitor(server, email), page, task)
  await page.getByRole('checkbox', { name: task, checked: true }).waitFor({ timeout: 30_000 })
  const seen = await read()
  const [log, refreshes] = await Promise.all([readConvexLog(server), readRefreshes(server)])

  expect(seen.breaks).toEqual([])
  expect(seen.frames).toBeGreaterThan(0)
  expect(findBadExecutions(log)).toEqual([])
  expect(await page.getByRole('banner').getByText(email).count()).toBe(1)
  const session = await (await context.request.get(`${server.url}/api/auth/session`)).json() as { user: { email: string } } | null
  expect(session?.user.email, 'the server no longer knows the session').toBe(email)

  reportFigures({
    test: name,
    times,
    frames: seen.frames,
    longestGapMs: seen.longestGapMs,
    refreshes: refreshes.length,
    refused: refreshes.filter(({ status }) => status !== 200).length,
    serverMbBefore: memoryBefore,
    serverMbAfter: serverMemory(server.pid),
  })
  await context.close()
  return { seen, log, refreshes, times }
}
