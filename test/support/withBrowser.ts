import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { launchBrowser } from './browser'

/** With scripts, and without: every way in works both ways. */
export const SCRIPTS = [
  ['with scripts', { javaScriptEnabled: true }],
  ['without scripts', { javaScriptEnabled: false }],
] as const

/** One browser for the tests of a file, and pages in contexts of their own that are closed after each. */
export function useBrowser(): { newPage: (options?: BrowserContextOptions) => Promise<Page> } {
  let browser: Browser
  let contexts: BrowserContext[] = []
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await Promise.all(contexts.map(context => context.close()))
    contexts = []
  })
  afterAll(async () => await browser.close())

  return {
    newPage: async (options) => {
      const context = await browser.newContext(options)
      contexts.push(context)
      return await context.newPage()
    },
  }
}
