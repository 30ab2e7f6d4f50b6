import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reachAuthPages, type AuthPage } from '../support/authPages'
import { launchBrowser, signIn } from '../support/browser'
import { pictureCard, screenshotPath } from '../support/screenshots'

const stack = inject('stack')
let browser: Browser
let authPages: AuthPage[]

beforeAll(async () => {
  browser = await launchBrowser()
  authPages = await reachAuthPages(stack)
})
afterAll(async () => await browser.close())

const screens = { phone: { width: 375, height: 720 }, desktop: { width: 960, height: 600 } }

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each(Object.entries(screens))('every page fits a %s', async (screen, viewport) => {
    const context = await browser.newContext({ colorScheme, viewport, deviceScaleFactor: 2 })
    const page = await context.newPage()
    const shoot = async (name: string) => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(viewport.width)
      await page.screenshot({ fullPage: true, path: screenshotPath(`${name}-${colorScheme}-${screen}`) })
    }

    await page.goto(stack.url)
    await shoot('start')
    for (const { name, path, cookies } of authPages) {
      await context.clearCookies()
      await context.addCookies(cookies)
      await page.goto(stack.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await shoot(name)
    }
    await context.clearCookies()

    await signIn(page, stack, 'ada@northwind.example')
    const boxes = page.getByRole('checkbox')
    for (const text of ['Invite the design team', 'Answer Linus about the pull request', 'Book a room for Thursday']) {
      if (await boxes.and(page.getByLabel(text)).count()) continue
      await page.getByRole('textbox', { name: 'New task' }).fill(text)
      await page.getByRole('button', { name: 'Add' }).click()
      await boxes.and(page.getByLabel(text)).waitFor()
    }
    await page.getByRole('checkbox', { name: 'Invite the design team' }).check()
    // The README's picture, `docs/tasks.png`, is the light one of a desktop.
    await shoot('tasks')
    await page.goto(`${stack.url}/nowhere`)
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    await shoot('missing')
    await context.close()
  })
})

it('the sign-in page is pictured for docs/branding.md', async () => {
  const page = await browser.newPage()
  await page.goto(`${stack.url}/login`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await pictureCard(page, 'sign-in')
  await page.close()
})
