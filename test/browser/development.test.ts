import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STATE_ROUTE, TAB_ROUTE } from '../../modules/devtools/names'
import { launchBrowser, signIn } from '../support/browser'
import { nextFrameWith } from '../support/liveFrames'
import { screenshotPath } from '../support/screenshots'
import { startStack, type Stack } from '../support/stack'
import { newAddress } from '../support/visitor'

let stack: Stack
let browser: Browser

beforeAll(async () => {
  stack = await startStack()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await stack.stop()
})

/** Before the tests that disturb the emulators. */
describe('the tab of Nuxt DevTools', () => {
  async function openBoth(context: BrowserContext): Promise<{ page: Page, tab: Page }> {
    const page = await context.newPage()
    await signIn(page, stack, 'grace@acme.com')
    const tab = await context.newPage()
    await tab.goto(stack.url + TAB_ROUTE)
    await tab.getByRole('heading', { name: 'Grace Hopper' }).waitFor()
    return { page, tab }
  }

  function configure(config: object): Promise<Response> {
    return fetch(`${stack.workosUrl}/_emulate/config`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(config) })
  }

  it('shows the session of the page beside it, and what happens to it', async () => {
    const context = await browser.newContext()
    const { page, tab } = await openBoth(context)
    const complaints: string[] = []
    tab.on('console', message => ['warning', 'error'].includes(message.type()) && complaints.push(message.text()))
    await tab.reload()
    const events = tab.getByRole('list', { name: 'Timeline' })
    for (const text of ['Signed in as grace@acme.com', 'Token handed to Convex', 'Authenticate confirmed']) await events.getByText(text).waitFor()
    await tab.getByText('tasks:write, members:manage').first().waitFor()
    await tab.getByText(/^refresh in \d:\d\d$/).waitFor()
    await tab.getByText(/^wos-session, \d+ bytes$/).waitFor()
    await tab.getByRole('row', { name: /^kid/ }).waitFor()

    await tab.getByRole('button', { name: 'Refresh now' }).click()
    for (const text of ['“Refresh now” was pressed.', 'Access token received', 'Server renewed the tokens at WorkOS']) await events.getByText(text).waitFor()
    await expect.poll(() => events.getByText('Authenticate confirmed').count()).toBe(2)

    await page.getByRole('button', { name: 'Sign out' }).click()
    for (const text of ['Signed out', 'Loaded /']) await events.getByText(text, { exact: true }).waitFor()
    await tab.getByRole('heading', { name: 'Nobody is signed in' }).waitFor()
    await tab.getByRole('button', { name: 'Clear' }).click()
    await tab.getByText('Nothing has happened since.').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('sees the token renewed before it expires', async () => {
    await configure({ accessTokenTtl: 12 })
    const context = await browser.newContext()
    const { tab } = await openBoth(context)
    const events = tab.getByRole('list', { name: 'Timeline' })
    await events.getByText('The token is about to expire.').first().waitFor()
    await expect.poll(() => events.getByText('Authenticate confirmed').count(), { timeout: 5_000 }).toBeGreaterThan(1)
    await configure({ accessTokenTtl: 300 })
    await context.close()
  })

  it('gets to know no token', async () => {
    const context = await browser.newContext()
    const { page, tab } = await openBoth(context)
    await tab.getByRole('button', { name: 'Refresh now' }).click()
    for (const text of ['Access token received', 'Server renewed the tokens at WorkOS']) await tab.getByText(text).waitFor()
    const token = await page.evaluate(async () => (await (await fetch('/api/auth/token', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).json()).token as string)
    expect(token).toMatch(/^eyJ/)
    const seen = [
      await tab.content(),
      await tab.evaluate(async route => await (await fetch(route)).text(), STATE_ROUTE),
      await page.evaluate(() => JSON.stringify({ ...sessionStorage })),
    ].join('\n')
    expect(seen).toContain('Server renewed the tokens at WorkOS')
    for (const secret of ['eyJ', ...token.split('.')]) expect(seen).not.toContain(secret)
    await context.close()
  })

  it('is shown in DevTools, for the page that they are in', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } })
    await context.addInitScript(() => localStorage.setItem('nuxt-devtools-first-visit', 'false'))
    const { page, tab } = await openBoth(context)
    await tab.close()
    await page.bringToFront()
    // They listen to the keyboard from when their own part of the page is there.
    await page.locator('#nuxt-devtools-container').waitFor({ state: 'attached' })
    await page.keyboard.press('Shift+Alt+KeyD')
    const devtools = page.frameLocator('iframe[src*="__nuxt_devtools__"]')
    // They ask for more than this needs: to run commands.
    await devtools.getByRole('button', { name: 'Cancel' }).click()
    await devtools.locator('a[href$="/modules/custom-auth"]').click()
    const inside = devtools.frameLocator(`iframe[src$="${TAB_ROUTE}"]`)
    await inside.getByRole('heading', { name: 'Grace Hopper' }).waitFor()
    await inside.getByRole('button', { name: 'Refresh now' }).click()
    await inside.getByText('Access token received').waitFor()
    // The picture of docs/devtools.md.
    await page.screenshot({ path: screenshotPath('devtools') })
    await context.close()
  })
})

describe('the development server', () => {
  it('serves pages that hydrate without a complaint of Vue\'s', async () => {
    const page = await (await browser.newContext()).newPage()
    const complaints: string[] = []
    page.on('console', message => ['warning', 'error'].includes(message.type()) && complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    await signIn(page, stack, newAddress())
    await page.getByRole('textbox', { name: 'New task' }).fill('Rendered by the server')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('checkbox', { name: 'Rendered by the server' }).check()

    const live = nextFrameWith(page, 'Rendered by the server')
    await page.reload()
    await live
    // The live result is held back until the page is hydrated, and toggling needs a hydrated page.
    await page.getByRole('checkbox', { name: 'Rendered by the server' }).uncheck()
    await page.getByRole('button', { name: 'Delete Rendered by the server' }).click()
    await page.getByText('Nothing to do.').waitFor()
    expect(complaints).toEqual([])
  })

  it('tells a developer why Convex refuses a token, with the same words on the page and at the terminal', async () => {
    await fetch(`${stack.workosUrl}/_emulate/config`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ issuer: 'https://elsewhere.example' }),
    })
    const page = await (await browser.newContext()).newPage()
    await signIn(page, stack, newAddress())
    await page.getByRole('alert').getByText('issuer (iss) is https://elsewhere.example').waitFor()
    const text = await page.getByRole('alert').textContent()
    expect(text).toContain('No auth provider found matching the given token')
    const words = 'The token comes from https://elsewhere.example, which Convex does not expect.'
    expect(text).toContain(words)
    expect(stack.logs()).toContain(words)
  })
})
