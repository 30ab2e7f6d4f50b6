import type { Browser } from 'playwright-core'
import type { Benchmark, Row } from './benchmark'
import { findBrowserObstacle, withBrowser, withColdPage } from './support/coldPage'
import { withMeasuredStack } from './support/measuredStack'
import { untilMoment } from './support/moments'
import { loginSignedOut, signInWithTasks, tasksSignedIn, type Target } from './support/pages'
import { readTransfers, summarizeTransfers } from './support/transfers'

export const pageWeight: Benchmark = {
  id: 'page-weight',
  part: 'page',
  title: 'Page: requests and bytes, production build',
  method: 'One load each with an empty browser cache. Bytes are those of bodies, as the server sends them. A request counts for the paint if it began earlier; idle is half a second without a request.',
  findObstacle: findBrowserObstacle,
  run: () => withMeasuredStack(stack => withBrowser(async (browser) => {
    const tasks = tasksSignedIn(stack.url, await signInWithTasks(stack))
    return [...await weigh(browser, tasks), ...await weigh(browser, loginSignedOut(stack.url))]
  })),
}

async function weigh(browser: Browser, target: Target): Promise<Row[]> {
  return await withColdPage(browser, target, async (page) => {
    const painted = await untilMoment(page, 'painted')
    await page.waitForLoadState('networkidle')
    const transfers = await readTransfers(page)
    return [
      { name: `${target.name}, until painted`, figures: summarizeTransfers(transfers.filter(({ startTime }) => startTime < painted)) },
      { name: `${target.name}, until idle`, figures: summarizeTransfers(transfers) },
    ]
  })
}
