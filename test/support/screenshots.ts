import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { ROOT } from '../../cli/lib/root'

/** Where the pictures that tests take are left. Those in `docs` are copies of some, by the same name. */
export function screenshotPath(name: string): string {
  const folder = join(ROOT, 'test-results/screenshots')
  mkdirSync(folder, { recursive: true })
  return join(folder, `${name}.png`)
}

/** Pictures the card of a sign-in page with what is around it, as docs/branding.md shows it before and after. */
export async function pictureCard(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 560, height: 900 })
  const { y = 0, height = 0 } = await page.getByRole('main').boundingBox() ?? {}
  await page.screenshot({ path: screenshotPath(name), clip: { x: 0, y: y - 32, width: 560, height: height + 64 } })
}
