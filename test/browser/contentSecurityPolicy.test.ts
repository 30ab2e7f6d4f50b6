import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { startAppServer, type AppServer } from '../support/appServer'
import { launchBrowser, signIn } from '../support/browser'
import { nextFrameWith } from '../support/liveFrames'
import { watchPolicyViolations } from '../support/policyViolations'
import { startHttpServer, startHttpsServer, type TestServer } from '../support/testServers'
import { newAddress } from '../support/visitor'
import { controlWorkos } from '../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)
let browser: Browser
let context: BrowserContext
let violations: string[]
let page: Page

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser.close())

async function openContext(options: { javaScriptEnabled?: boolean, ignoreHTTPSErrors?: boolean } = {}): Promise<void> {
  context = await browser.newContext(options)
  violations = watchPolicyViolations(context)
  page = await context.newPage()
}
beforeEach(async () => await openContext())
afterEach(async () => await context.close())

describe('the policy stops nothing of the application\'s own', () => {
  it('from the start page to live tasks and back', async () => {
    await page.goto(stack.url)
    await page.getByRole('link', { name: 'Sign in' }).click()
    await signIn(page, stack, newAddress('csp'))
    await page.getByRole('textbox', { name: 'New task' }).fill('Mind the policy')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('checkbox', { name: 'Mind the policy' }).waitFor()
    const live = nextFrameWith(page, 'Mind the policy')
    await page.reload()
    await live
    await page.getByRole('checkbox', { name: 'Mind the policy' }).check()
    await page.goto(`${stack.url}/nowhere`)
    await page.getByRole('link', { name: 'Go to the start page' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    expect(violations).toEqual([])
  })

  it('with a picture of an authenticator\'s secret', async () => {
    const email = newAddress('csp-totp')
    await workos.demandSteps(email, ['mfa_enrollment'])
    await signIn(page, stack, email)
    await page.waitForURL('**/login/mfa/enroll')
    const picture = page.locator('main').getByRole('img').first()
    await expect.poll(() => picture.evaluate(image => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
    expect(violations).toEqual([])
  })

  it.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])('on the way to a provider and back, with %j', async (options) => {
    await context.close()
    await openContext(options)
    await page.goto(`${stack.url}/login`)
    await page.getByRole('link', { name: 'Continue with Google' }).click()
    const email = newAddress('csp-google')
    await page.getByRole('textbox', { name: /email/i }).and(page.locator(':not([autocomplete*=username])')).fill(email)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/tasks')
    await page.getByText(email).first().waitFor()
    expect(violations).toEqual([])
  })
})

describe('a form post without scripts, which WorkOS leads on to an identity provider', () => {
  const servers: TestServer[] = []
  let app: AppServer
  let provider: { https: string, http: string }

  beforeAll(async () => {
    const answer = (_: unknown, response: { setHeader: (name: string, value: string) => unknown, end: (text: string) => void }) => {
      response.setHeader('content-type', 'text/html')
      response.end('<h1>Example IdP</h1>')
    }
    const https = await startHttpsServer(answer)
    const http = await startHttpServer(answer)
    provider = { https: https.url, http: http.url }
    // The provider that was asked for stands in the address: a way for tests to choose where WorkOS leads.
    const workosServer = await startHttpServer(({ url = '' }, response) => {
      const address = url.includes('provider=GoogleOAuth') ? provider.https : provider.http
      response.writeHead(302, { location: `${address}/sso` }).end()
    })
    servers.push(https, http, workosServer)
    app = await startAppServer(stack, { cookiePassword: createCookiePassword(), env: { WORKOS_API_PORT: String(workosServer.port) } })
  })
  afterAll(async () => {
    await app.stop()
    for (const server of servers) server.close()
  })
  beforeEach(async () => {
    await context.close()
    await openContext({ javaScriptEnabled: false, ignoreHTTPSErrors: true })
    await page.goto(`${app.url}/login`)
  })

  it('arrives, wherever the provider is', async () => {
    await page.getByRole('link', { name: 'Continue with Google' }).click()
    await page.getByRole('heading', { name: 'Example IdP' }).waitFor()
    expect(page.url()).toBe(`${provider.https}/sso`)
    expect(violations).toEqual([])
  })

  // That Chromium applies form-action to redirects is why it has to allow every https origin. Should this fail one day, it need not.
  it('is stopped on the way when that is not by https', async () => {
    await page.getByRole('link', { name: 'Continue with GitHub' }).click()
    await expect.poll(() => violations.join()).toMatch(/form-action/)
    expect(await page.getByRole('heading', { name: 'Example IdP' }).count()).toBe(0)
  })
})

describe('the policy stops', () => {
  it.each([
    ['a script element', () => {
      const script = document.createElement('script')
      script.textContent = 'window.wasRun = true'
      document.body.append(script)
    }],
    ['an event handler', () => {
      document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.wasRun = true">')
    }],
    ['a script of another host', () => {
      const script = document.createElement('script')
      script.src = 'https://evil.example/run.js'
      document.body.append(script)
    }],
    ['a text that is run', () => {
      // Later, because what a debugger evaluates may evaluate.
      setTimeout(() => new Function('window.wasRun = true')())
    }],
  ])('%s', async (_, inject) => {
    await context.route('https://evil.example/**', route => route.fulfill({ contentType: 'text/javascript', body: 'window.wasRun = true' }))
    await page.goto(`${stack.url}/login`)
    const reported = page.evaluate(() => new Promise<string>(resolve =>
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective), { once: true })))
    await page.evaluate(inject)
    expect(await reported).toMatch(/^script-src/)
    expect(await page.evaluate(() => 'wasRun' in window)).toBe(false)
  })
})
