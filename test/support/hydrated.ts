import type { Page } from 'playwright-core'

type NuxtWindow = Window & { useNuxtApp?: () => { isHydrating?: boolean } }

/** Waits until the scripts have taken the page over. What is sent sooner goes as a plain form, and what is listened to sooner is missed. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => (window as NuxtWindow).useNuxtApp?.().isHydrating === false)
}
