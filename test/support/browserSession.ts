import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import type { Visitor } from './visitor'

/** A browser of somebody who has signed in already. */
export async function openBrowserAs(browser: Browser, url: string, { cookies }: Visitor, options?: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })))
  return context
}
