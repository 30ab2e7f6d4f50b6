import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe complains of, each with the element.
 *
 * @param rules those that depend on colours, or every one, those beyond WCAG included.
 */
export async function findViolations(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  // Not as an element: the policy of the page lets no foreign script in.
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }
    return await axe.run(only ? { runOnly: [only] } : {})
  }, rules === 'colours' ? 'cat.color' : null)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
