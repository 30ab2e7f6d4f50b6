import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ROOT } from '../../../cli/lib/root'
import { findViolations } from '../../support/axe'
import { launchBrowser } from '../../support/browser'
import { openBrowserAs } from '../../support/browserSession'
import { createTeam, type Team } from '../../support/organizations'
import { newAddress } from '../../support/visitor'

const stack = inject('stack')
const folder = join(ROOT, 'test-results/screenshots')
let browser: Browser
let team: Team

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  browser = await launchBrowser()
  team = await createTeam(stack, ['admin', 'member'], 'Donaudampfschifffahrtsgesellschaft mit sehr langem Namen')
  await team.manager.visitor.postJson('/api/organization/invitations', { email: newAddress('somebody-with-a-long-address') })
})
afterAll(async () => await browser.close())

const pages = {
  'organization': { path: '/organization', who: (team: Team) => team.manager },
  'organization-member': { path: '/organization', who: (team: Team) => team.members[1] },
  'organization-done': { path: '/organization?done=invited', who: (team: Team) => team.manager },
  'organization-setup': { path: '/organization/setup', who: (team: Team) => team.manager },
  'organization-new': { path: '/organization/new', who: (team: Team) => team.manager },
  'forbidden': { path: '/organization/setup', who: (team: Team) => team.members[1] },
  'account': { path: '/account', who: (team: Team) => team.manager },
}
const LOCALES = ['en', 'de', 'es', 'fr', 'ja']

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each(Object.entries(pages))('%s has nothing that axe complains of, one heading, and fits 320 pixels in every language', async (name, { path, who }) => {
    const visitor = who(team)?.visitor
    if (!visitor) throw new Error('There is nobody to look.')
    const context = await openBrowserAs(browser, stack.url, visitor, { colorScheme })
    const page = await context.newPage()
    for (const locale of LOCALES) {
      await context.addCookies([{ name: 'locale', value: locale, url: stack.url }])
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.goto(stack.url + path)
      expect(await page.locator('html').getAttribute('lang')).toBe(locale)
      for (const summary of await page.locator('summary').all()) await summary.click()
      if (locale === 'en') expect(await findViolations(page), name).toEqual([])
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      if (locale === 'en') await page.screenshot({ path: join(folder, `${name}-${colorScheme}-desktop.png`), fullPage: true })
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} in ${locale}`).toBeLessThanOrEqual(320)
      await page.screenshot({ path: join(folder, `${name}-${locale}-${colorScheme}-phone.png`), fullPage: true })
    }
    await context.close()
  })
})
