import type { Browser, Page } from 'playwright-core'
import { findBrowser } from '../../cli/lib/findBrowser'
import { launchBrowser } from '../../test/support/browser'
import { markMoments } from './moments'
import type { Target } from './pages'

export function findBrowserObstacle(): string | undefined {
  return findBrowser() === undefined ? 'no browser is installed; `npx tsx cli/chromium.ts` installs one.' : undefined
}

export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launchBrowser()
  try {
    return await use(browser)
  }
  finally {
    await browser.close()
  }
}

/** Loads a page as somebody's first of the day: nothing is cached, no connection is open, only the cookies are there. */
export async function withColdPage<T>(browser: Browser, { url, cookies, shows }: Target, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext()
  try {
    await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })))
    const page = await context.newPage()
    await page.addInitScript(markMoments, shows)
    await page.goto(url, { waitUntil: 'commit' })
    return await use(page)
  }
  finally {
    await context.close()
  }
}
