import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reachAuthPages, type AuthPage } from '../../support/authPages'
import { findViolations } from '../../support/axe'
import { launchBrowser, signIn } from '../../support/browser'
import { newAddress } from '../../support/visitor'

const stack = inject('stack')
let browser: Browser
let pages: AuthPage[]

beforeAll(async () => {
  browser = await launchBrowser()
  pages = await reachAuthPages(stack)
})
afterAll(async () => await browser.close())

async function open(context: BrowserContext, page: Page, { path, cookies }: AuthPage): Promise<void> {
  await context.clearCookies()
  await context.addCookies(cookies)
  await page.goto(stack.url + path)
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(path)
}

describe('every sign-in page', () => {
  it('has nothing that axe complains of, one heading, one place for errors, and fits 320 pixels', async () => {
    const context = await browser.newContext({ colorScheme: 'light' })
    const page = await context.newPage()
    const found: Record<string, unknown> = {}
    for (const authPage of pages) {
      await page.setViewportSize({ width: 1280, height: 720 })
      await open(context, page, authPage)
      const [violations, headings, alerts] = [await findViolations(page), await page.getByRole('heading', { level: 1 }).count(), await page.getByRole('alert').count()]
      // As wide as a window of 1280 at 400 % (WCAG 2.2, 1.4.10).
      await page.setViewportSize({ width: 320, height: 640 })
      found[authPage.name] = { violations, headings, alerts, width: await page.evaluate(() => document.documentElement.scrollWidth) }
    }
    expect(found).toEqual(Object.fromEntries(pages.map(({ name }) => [name, { violations: [], headings: 1, alerts: name.endsWith('-refused') ? 1 : 0, width: 320 }])))
    await context.close()
  })

  it('can be read in the dark, too', async () => {
    const context = await browser.newContext({ colorScheme: 'dark' })
    const page = await context.newPage()
    const found: Record<string, string[]> = {}
    for (const authPage of pages) {
      await open(context, page, authPage)
      found[authPage.name] = await findViolations(page, 'colours')
    }
    expect(found).toEqual(Object.fromEntries(pages.map(({ name }) => [name, []])))
    await context.close()
  })
})

describe('the other pages', () => {
  it.each(['light', 'dark'] as const)('have nothing that axe complains of in %s', async (colorScheme) => {
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    await page.goto(stack.url)
    expect(await findViolations(page)).toEqual([])
    await page.goto(`${stack.url}/nowhere`)
    expect(await findViolations(page)).toEqual([])
    await signIn(page, stack, newAddress())
    await page.getByRole('textbox', { name: 'New task' }).fill('Be read aloud')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('checkbox', { name: 'Be read aloud' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    await context.close()
  })
})

describe('the sign-in page', () => {
  it('is walked through with the keyboard, in the order that one sees, with the focus in sight', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${stack.url}/login`)
    await page.getByRole('textbox', { name: 'Email' }).and(page.locator(':focus')).waitFor()
    const stops: string[] = []
    for (let stop = 0; stop < 12; stop++) {
      await page.keyboard.press('Tab')
      stops.push(await page.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return 'nothing'
        return `${element.textContent?.trim()}${getComputedStyle(element).outlineStyle === 'none' ? ', unseen' : ''}`
      }))
    }
    expect(stops).toEqual([
      'Continue', 'Continue with Google', 'Continue with Microsoft', 'Continue with GitHub', 'Continue with Apple', 'Use single sign-on',
      'English', 'Deutsch', 'Español', 'Français', '日本語', expect.anything(),
    ])
    await context.close()
  })

  it('has borders where forced colours take the backgrounds away', async () => {
    const context = await browser.newContext({ forcedColors: 'active' })
    const page = await context.newPage()
    await page.goto(`${stack.url}/login`)
    const border = await page.getByRole('button', { name: 'Continue', exact: true }).evaluate(button => getComputedStyle(button).borderColor)
    expect(border).not.toMatch(/^rgba\(.*, 0\)$|transparent/)
    await context.close()
  })

  it('does not move for those who asked for that', async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(`${stack.url}/login`)
    expect(await page.getByRole('button', { name: 'Continue', exact: true }).evaluate(button => getComputedStyle(button).transitionDuration)).toBe('0s')
    await context.close()
  })
})
