import type { Page } from 'playwright-core'

/** Keeps the application's scripts from the page until they are let go. What comes later passes at once. */
export async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>(resolve => release = resolve)
  await page.route('**/_nuxt/*.js', async (route) => {
    await held
    await route.continue()
  })
  return release
}
