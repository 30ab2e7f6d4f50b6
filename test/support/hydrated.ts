import type { Page } from 'playwright-core'

declare global {
  interface Window {
    useNuxtApp?: () => { isHydrating?: boolean }
  }
}

/** Waits until the scripts have taken the page over. What is sent sooner goes as a plain form, and what is listened to sooner is missed. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => window.useNuxtApp?.().isHydrating === false)
}
