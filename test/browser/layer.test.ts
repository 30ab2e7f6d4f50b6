import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { launchBrowser, signIn } from '../support/browser'
import { BUILD_TIMEOUT_MS } from '../support/fixtureApp'
import { hydrated } from '../support/hydrated'
import { startLayerApp, type LayerApp } from '../support/layerApp'
import { watchPolicyViolations } from '../support/policyViolations'
import { readFiles } from '../support/readFiles'
import { pictureCard, screenshotPath } from '../support/screenshots'
import { createSignedInVisitor, newAddress } from '../support/visitor'
import { SEED } from '../support/workosControl'

let app: LayerApp
let browser: Browser
let page: Page
let violations: string[]

beforeAll(async () => {
  app = await startLayerApp(inject('stack'))
  browser = await launchBrowser()
}, BUILD_TIMEOUT_MS + 30_000)
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

/** Every text that the page's main part has had since its first bytes, also for less than a frame. */
async function recordTexts(): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shown: string[] = []
    Object.assign(window, { shown })
    const look = () => {
      const text = document.querySelector('main')?.textContent.trim().replace(/\s+/g, ' ')
      if (text && text !== shown.at(-1)) shown.push(text)
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => (window as unknown as { shown: string[] }).shown)
}

describe('an application that extends this one', () => {
  it('has its own brand on the sign-in page, by its app.config.ts alone', async () => {
    for (const [colorScheme, accent] of [['light', 'rgb(22, 101, 52)'], ['dark', 'rgb(134, 239, 172)']] as const) {
      await page.emulateMedia({ colorScheme })
      await page.goto(`${app.url}/login`)
      await page.getByText('Welcome to the greenhouse.').waitFor()
      const look = await page.getByRole('button', { name: 'Continue', exact: true }).evaluate((button) => {
        const { backgroundColor, borderRadius, fontFamily } = getComputedStyle(button)
        return { backgroundColor, borderRadius, fontFamily }
      })
      expect(look).toEqual({ backgroundColor: accent, borderRadius: '3px', fontFamily: 'Georgia, "Times New Roman", serif' })
      await pictureCard(page, colorScheme === 'light' ? 'sign-in-restyled' : 'sign-in-restyled-dark')
    }
    const home = page.getByRole('link', { name: 'Extended' })
    expect(await home.locator('img').evaluate((image: HTMLImageElement) => [image.currentSrc, image.naturalWidth > 0])).toEqual([`${app.url}/leaf-dark.svg`, true])
    expect(await page.getByRole('link', { name: 'Continue with' }).allTextContents()).toEqual([expect.stringContaining('GitHub'), expect.stringContaining('Google')])
    expect(await page.getByRole('link', { name: 'Privacy' }).getAttribute('href')).toBe('https://example.com/privacy')
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toBe('/leaf.svg')
  })

  it('has the look of an organization at its host, and signs people in there', async () => {
    const { port } = new URL(app.url)
    await page.goto(`http://acme.localhost:${port}/login`)
    await page.getByRole('heading', { name: 'Sign in to Acme' }).waitFor()
    expect(await page.title()).toBe('Sign in to Acme · Acme')
    await page.getByRole('link', { name: 'Acme', exact: true }).getByRole('img', { name: 'Acme' }).waitFor()
    expect(await page.getByRole('link', { name: 'Continue with' }).count()).toBe(1)
    expect(await page.locator('input[name=organization]').first().inputValue()).toBe(SEED.acme)
    expect(await page.getByRole('button', { name: 'Continue', exact: true }).evaluate(button => getComputedStyle(button).backgroundColor)).toBe('rgb(194, 65, 12)')
  })

  it('has the look of an organization that the address names, up to the last step', async () => {
    const email = newAddress()
    await page.goto(`${app.url}/login?organization=${SEED.globex}`)
    const home = page.getByRole('link', { name: 'Globex', exact: true })
    await home.waitFor()
    await page.getByRole('textbox', { name: 'Email' }).fill(email)
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await page.getByRole('textbox', { name: 'Code' }).waitFor()
    await home.waitFor()
    await page.reload()
    await home.waitFor()
    await page.goto(`${app.url}/login?organization=org_unknown`)
    await page.getByRole('link', { name: 'Extended', exact: true }).waitFor()
  })

  it('tells browsers nothing of its other tenants', () => {
    const served = readFiles(join(app.outputFolder, 'public')).map(({ text }) => text).join('\n')
    expect(served).toContain('/api/auth/magic-auth')
    expect(served).not.toMatch(/org_01SEED|acme\.localhost|Globex/)
  })

  it('replaces a component by having one of the same name', async () => {
    await page.goto(`${app.url}/login`)
    await page.getByRole('contentinfo').getByRole('link', { name: 'help@example.com' }).waitFor()
  })

  it('replaces a server route by having one at the same path', async () => {
    expect(await (await fetch(`${app.url}/health`)).json()).toEqual({ status: 'extended' })
  })

  it('speaks a language of its own, from right to left, and none that it left out', async () => {
    const arabic = await (await browser.newContext({ locale: 'ar', viewport: { width: 375, height: 720 } })).newPage()
    await arabic.goto(`${app.url}/login`)
    expect(await arabic.locator('html').evaluate(html => [html.getAttribute('lang'), html.getAttribute('dir')])).toEqual(['ar', 'rtl'])
    await arabic.getByRole('heading', { name: 'تسجيل الدخول' }).waitFor()
    const field = await arabic.getByRole('textbox', { name: 'البريد الإلكتروني' }).boundingBox()
    const home = await arabic.getByRole('link', { name: 'Extended' }).boundingBox()
    // What begins on the left elsewhere begins on the right here.
    expect(Math.round((home?.x ?? 0) + (home?.width ?? 0))).toBe(Math.round((field?.x ?? 0) + (field?.width ?? 0)))
    expect(await arabic.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await arabic.screenshot({ path: screenshotPath('right-to-left') })
    // What is not translated is said in English.
    await arabic.getByRole('textbox').fill('nobody')
    await arabic.getByRole('button', { name: 'متابعة', exact: true }).click()
    await arabic.getByRole('alert').getByText('That does not look like an email address.').waitFor()

    const japanese = await (await browser.newContext({ locale: 'ja' })).newPage()
    await japanese.goto(`${app.url}/login`)
    await japanese.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await japanese.getByRole('button', { name: '日本語' }).count()).toBe(0)
    await Promise.all([arabic.context().close(), japanese.context().close()])
  })

  it('speaks its default language on pages that are the same for everyone', async () => {
    const german = await (await browser.newContext({ locale: 'de' })).newPage()
    for (const path of ['/prerendered', '/cached', '/browser-only']) {
      await german.goto(app.url + path)
      if (path !== '/browser-only') expect(await german.locator('html').getAttribute('lang')).toBe('en')
      await german.getByRole('link', { name: 'Extended' }).waitFor()
    }
    await german.context().close()
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
      await hydrated(page)
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
    await hydrated(page)
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
