import type { Browser, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../support/browser'
import { clearLogs, findBadExecutions, readConvexLog, type ConvexEntry } from '../../support/serviceLogs'
import { startStack, type Stack } from '../../support/stack'
import { workAtTasks } from '../../support/workAtTasks'

/** How long a page may take to do something it should not do, after it has subscribed. */
const STRAGGLERS_MS = 2_000
/** What a build serves to everyone alike. */
const STATIC = /^\/(?:_nuxt\/|favicon\.)/

let stack: Stack
let browser: Browser

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ prod: true, tokenTtl: 20 }), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

it('a load signed in asks for nothing twice and for nothing it already has', async () => {
  const { pages: [page], context } = await workAtTasks(browser, stack, { name: 'reloads', tasks: 3 })
  if (!page) throw new Error('There is no page.')
  // The page that was open would go on talking to Convex.
  await page.goto('about:blank')
  await clearLogs(stack)

  const requests: Request[] = []
  context.on('request', request => requests.push(request))
  await page.goto(`${stack.url}/tasks`, { waitUntil: 'commit' })
  await page.getByRole('checkbox', { name: 'Task 3 of reloads' }).waitFor()
  const beforeShown = describe(requests)
  expect(beforeShown.filter(({ path }) => !STATIC.test(path)), JSON.stringify(beforeShown, null, 1))
    .toEqual([{ type: 'document', method: 'GET', path: '/tasks' }])

  const listed = (log: ConvexEntry[], via: string) => log.filter(entry => entry.function === 'tasks:list' && entry.via === via)
  await expect.poll(async () => listed(await readConvexLog(stack), 'websocket').length, { timeout: 10_000 }).toBeGreaterThan(0)
  await page.waitForTimeout(STRAGGLERS_MS)

  const log = await readConvexLog(stack)
  const evidence = JSON.stringify({ requests: describe(requests), log }, null, 1)
  expect(describe(requests).filter(({ path }) => path.startsWith('/api/')), evidence).toEqual([])
  expect(listed(log, 'http'), evidence).toHaveLength(1)
  expect(listed(log, 'websocket'), evidence).toHaveLength(1)
  expect(findBadExecutions(log), evidence).toEqual([])
  expect(log.filter(({ type }) => type === 'authenticate').map(({ outcome }) => outcome), evidence).toEqual(['accepted'])
  expect(log.filter(({ type }) => type === 'connect'), evidence).toHaveLength(1)
  expect(log.flatMap(({ type, message }) => type === 'message' && message ? [message.type] : []).slice(0, 3), evidence)
    .toEqual(['Connect', 'Authenticate', 'ModifyQuerySet'])
})

function describe(requests: Request[]): Array<{ type: string, method: string, path: string }> {
  return requests.map(request => ({ type: request.resourceType(), method: request.method(), path: new URL(request.url()).pathname }))
}
