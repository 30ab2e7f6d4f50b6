import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { findRandomPorts } from '../../cli/lib/portProbe'
import { startAppServer, type AppServer } from '../support/appServer'
import { launchBrowser, signIn } from '../support/browser'
import { newAddress } from '../support/visitor'

/** Browsers take every name that ends in this for this machine. */
const DOMAIN = 'example.localhost'
const stack = inject('stack')
const cookiePassword = createCookiePassword()
let browser: Browser
let context: BrowserContext
const servers: AppServer[] = []

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser.close())
afterEach(async () => {
  await context.close()
  await Promise.all(servers.splice(0).map(server => server.stop()))
})

/** An application at a host of its own. */
async function startApp(host: string, options: { domain?: string, port?: number } = {}): Promise<AppServer> {
  const port = options.port ?? await findRandomPorts(1)
  const url = `http://${host}:${port}`
  const env = { WORKOS_REDIRECT_URI: `${url}/auth/callback`, ...(options.domain && { WORKOS_COOKIE_DOMAIN: options.domain }) }
  const server = { ...await startAppServer(stack, { cookiePassword, port, env }), url }
  servers.push(server)
  return server
}

async function sessionCookies() {
  return (await context.cookies()).filter(({ name }) => name.startsWith('wos-session')).map(({ domain }) => domain)
}

it('applications at hosts of one domain share a session, with WORKOS_COOKIE_DOMAIN', async () => {
  const [app, admin] = await Promise.all([startApp(`app.${DOMAIN}`, { domain: DOMAIN }), startApp(`admin.${DOMAIN}`, { domain: DOMAIN })])
  context = await browser.newContext()
  const page = await context.newPage()
  const email = newAddress('shared')
  await signIn(page, { ...stack, url: app.url }, email)
  await page.goto(`${admin.url}/tasks`)
  await page.getByRole('banner').getByText(email).waitFor()
  await page.getByRole('textbox', { name: 'New task' }).fill('From the other host')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('checkbox', { name: 'From the other host' }).waitFor()
  expect(await sessionCookies()).toEqual([`.${DOMAIN}`])

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${admin.url}/`)
  await page.goto(`${app.url}/tasks`)
  expect(new URL(page.url()).pathname).toBe('/login')
  expect(await sessionCookies()).toEqual([])
})

it('a session from before WORKOS_COOKIE_DOMAIN was set goes on, and hides none from after', async () => {
  const before = await startApp(`app.${DOMAIN}`)
  const port = Number(new URL(before.url).port)
  context = await browser.newContext()
  const page = await context.newPage()
  const email = newAddress('early')
  await signIn(page, { ...stack, url: before.url }, email)
  expect(await sessionCookies()).toEqual([`app.${DOMAIN}`])
  await servers.pop()?.stop()

  const app = await startApp(`app.${DOMAIN}`, { domain: DOMAIN, port })
  await page.goto(`${app.url}/tasks`)
  await page.getByRole('banner').getByText(email).waitFor()
  // The cookie is written anew when the token is.
  const renewed = await page.evaluate(async () => {
    const post = async (body: object): Promise<{ token: string }> => await (await fetch('/api/auth/token', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()
    const { token } = await post({})
    const { jti } = JSON.parse(atob(token.split('.')[1] ?? '')) as { jti: string }
    return (await post({ stale: jti })).token !== token
  })
  expect(renewed).toBe(true)
  expect(await sessionCookies()).toEqual([`.${DOMAIN}`])

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${app.url}/`)
  const successor = newAddress('later')
  await signIn(page, { ...stack, url: app.url }, successor)
  await page.getByRole('banner').getByText(successor).waitFor()
  expect(await sessionCookies()).toEqual([`.${DOMAIN}`])
})
