import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/**
 * Lets a tab go to the background and stand still for a while, as a browser freezes it or a laptop sleeps: no timer, no frame and no
 * message comes through. Chromium without a screen hides and freezes no page by itself, so the page is told that it is hidden, and the
 * debugger holds its scripts.
 */
export async function freezePage(page: Page, ms: number): Promise<void> {
  const debug = await page.context().newCDPSession(page)
  await setVisibility(page, 'hidden')
  await debug.send('Debugger.enable')
  const paused = new Promise<void>(resolve => debug.once('Debugger.paused', () => resolve()))
  await debug.send('Debugger.pause')
  await paused
  await delay(ms)
  await debug.send('Debugger.disable')
  await setVisibility(page, 'visible')
  await debug.detach()
}

async function setVisibility(page: Page, state: DocumentVisibilityState): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: state })
    Object.defineProperty(document, 'hidden', { configurable: true, value: state === 'hidden' })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, state)
}
