import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { launchBrowser, signIn } from '../support/browser'
import { startLayerApp, type LayerApp } from '../support/layerApp'
import { watchPolicyViolations } from '../support/policyViolations'
import { readFiles } from '../support/readFiles'
import { createSignedInVisitor, newAddress } from '../support/visitor'

let app: LayerApp
let browser: Browser
let page: Page
let violations: string[]

beforeAll(async () => {
  app = await startLayerApp(inject('stack'))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})
beforeEach(async () => {
  const context = await browser.newContext()
  violations = watchPolicyViolations(context)
  page = await context.newPage()
})
afterEach(() => expect(violations).toEqual([]))

/** Every text that the page's main part has shown since its first bytes. */
async function recordTexts(): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shown: string[] = []
    Object.assign(window, { shown })
    const look = () => {
      const text = document.querySelector('main')?.textContent.trim().replace(/\s+/g, ' ')
      if (text && text !== shown.at(-1)) shown.push(text)
      requestAnimationFrame(look)
    }
    look()
  })
  return () => page.evaluate(() => (window as unknown as { shown: string[] }).shown)
}

describe('an application that extends this one', () => {
  it('has its own brand on the sign-in page', async () => {
    await page.goto(`${app.url}/login`)
    await page.getByRole('link', { name: 'Extended' }).waitFor()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })

  it('has no secret in its build, although the build had them all', () => {
    const files = readFiles(app.outputFolder)
    expect(files.length).toBeGreaterThan(50)
    const leaks = files.filter(({ text }) => app.secrets.some(secret => text.includes(secret)))
    expect(leaks.map(({ name }) => name)).toEqual([])
  })

  it.each(['/prerendered', '/cached', '/browser-only'])('never has a session in %s, and shows AuthLoading there once', async (path) => {
    const email = newAddress()
    await signIn(page, app, email)
    const texts = await recordTexts()
    const response = await page.goto(app.url + path)
    const html = await response?.text() ?? ''
    expect(html).not.toContain(email)
    expect(html).not.toMatch(/eyJ[\w-]+\.[\w-]+\./)
    await page.getByText(`Hello ${email}`).waitFor()
    await page.getByText('0 tasks').waitFor()

    const shown = await texts()
    expect(shown.filter(text => text.includes('Who are you?'))).toHaveLength(1)
    expect(shown.filter(text => text.includes('Hello stranger'))).toEqual([])
  })

  it.each(['/prerendered', '/cached', '/browser-only'])('lets the scripts of %s run by their hashes, the second time too', async (path) => {
    for (let time = 0; time < 2; time++) {
      const response = await page.goto(app.url + path)
      const html = await response?.text() ?? ''
      expect(`${response?.headers()['content-security-policy']} ${html}`).toMatch(/script-src[^;]*'sha256-/)
      expect(response?.headers()['x-frame-options']).toBe('DENY')
      expect(html).not.toContain('nonce=')
      await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#__nuxt') ?? {}))
    }
  })

  it('gives the same cached page to a visitor, as a stranger', async () => {
    await page.goto(`${app.url}/cached`)
    await page.getByText('Hello stranger').waitFor()
    await page.goto(`${app.url}/browser-only`)
    await page.waitForURL('**/login?returnTo=**')
  })

  it('renders the first page of a paginated query, loads more, and stays live', async () => {
    const email = newAddress()
    await signIn(page, app, email)
    const visitor = await createSignedInVisitor(app, email)
    for (const text of ['one', 'two', 'three', 'four', 'five']) await visitor.postJson('/api/tasks', { text })

    const response = await page.goto(`${app.url}/paged`)
    const html = await response?.text()
    expect(html).toMatch(/five[\s\S]*four/)
    expect(html).not.toContain('three')
    const items = page.getByRole('listitem')
    await page.getByRole('button', { name: 'More' }).click()
    await expect.poll(() => items.allTextContents()).toEqual(['five', 'four', 'three', 'two'])
    await visitor.postJson('/api/tasks', { text: 'six' })
    await expect.poll(() => items.first().textContent()).toBe('six')
    await page.getByRole('button', { name: 'More' }).click()
    await expect.poll(() => items.count()).toBe(6)
    expect(await page.getByRole('button', { name: 'More' }).count()).toBe(0)
  })

  it('runs actions', async () => {
    await signIn(page, app, newAddress())
    await page.goto(`${app.url}/paged`)
    await page.getByRole('button', { name: 'Ensure' }).click()
    await page.getByText('idle').waitFor()
  })

  it('hands cookies that a page\'s own requests set to the browser', async () => {
    const visitor = await createSignedInVisitor(app, newAddress())
    const before = visitor.cookies.get('wos-session')
    const response = await visitor.request('/inner')
    const renewed = /renewed ([\w-]+)/.exec(await response.text())?.[1] ?? ''
    expect(visitor.cookies.get('wos-session')).not.toBe(before)
    const { token } = await (await visitor.postJson('/api/auth/token', {})).json() as { token: string }
    expect(token.slice(-10)).toBe(renewed)
  })
})
