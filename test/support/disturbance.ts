import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { watchContinuity, type Continuity } from './continuity'
import { findBadExecutions, readConvexLog, readRefreshes, type ConvexEntry, type WorkosRequest } from './serviceLogs'
import { reportFigures } from './soak'
import type { StackUrls } from './stack'
import { createSignedInVisitor } from './visitor'
import { addElsewhere, workAtTasks, type Worker, type WorkerOptions } from './workAtTasks'

export interface Disturbed extends Worker {
  page: Page
}

/**
 * Lets someone work while something goes wrong, and fails when they could have noticed: when anything on
 * the page changed, when a query ran for nobody or failed, or when live updates did not come back.
 */
export async function disturb(
  browser: Browser,
  stack: StackUrls,
  { name, prepare, happen }: Pick<WorkerOptions, 'name' | 'prepare'> & { happen: (disturbed: Disturbed) => Promise<void> },
): Promise<{ seen: Continuity, own: ConvexEntry[], refreshes: WorkosRequest[] }> {
  const worker = await workAtTasks(browser, stack, { name, tasks: 25, ...prepare && { prepare } })
  const [page] = worker.pages
  if (!page) throw new Error('There is no page.')
  const since = Date.now()
  const read = await watchContinuity(page)
  await happen({ ...worker, page })
  const seen = await read()
  const all = await readConvexLog(stack)
  const log = all.filter(({ at }) => at >= since)
  const refreshes = (await readRefreshes(stack)).filter(({ at }) => Date.parse(at) >= since)
  const own = ofWorker(all, await userIdOf(worker, stack)).filter(({ at }) => at >= since)
  const evidence = JSON.stringify({ seen, refreshes, own }, null, 1)

  expect(seen.breaks, evidence).toEqual([])
  expect(seen.frames, evidence).toBeGreaterThan(0)
  expect(findBadExecutions(log), evidence).toEqual([])

  // Signed in on yet another device, as the session of the first one may have to be renewed by now.
  await addElsewhere(await createSignedInVisitor(stack, worker.email), `${name} goes on`)
  await page.getByRole('checkbox', { name: `${name} goes on` }).waitFor({ timeout: 30_000 })
  expect(await page.getByText('You have been signed out.').count(), evidence).toBe(0)
  expect(await page.getByRole('banner').getByText(worker.email).count(), evidence).toBe(1)
  reportFigures({ test: name, frames: seen.frames, longestGapMs: seen.longestGapMs, refreshesInStack: refreshes.length })
  await worker.context.close()
  return { seen, own, refreshes }
}

/** Who the server says is signed in; asked after the watch, since the question may renew the session. */
async function userIdOf({ context, email }: Worker, { url }: StackUrls): Promise<string> {
  const session = await (await context.request.get(`${url}/api/auth/session`)).json() as { user: { id: string, email: string } } | null
  expect(session?.user.email, 'the server no longer knows the session').toBe(email)
  return session?.user.id ?? ''
}

/** What the log says of one person: entries with their identity, and all of the sockets they used. */
function ofWorker(log: ConvexEntry[], userId: string): ConvexEntry[] {
  const sockets = new Set(log.filter(({ identity }) => identity?.endsWith(`|${userId}`)).map(({ connection }) => connection).filter(id => id !== null))
  return log.filter(({ connection, identity }) => identity?.endsWith(`|${userId}`) || (connection !== null && sockets.has(connection)))
}
