import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { countRefreshes } from '../support/appServer'
import { launchBrowser, signIn } from '../support/browser'
import { openBrowserAs } from '../support/browserSession'
import { BUILD_TIMEOUT_MS } from '../support/fixtureApp'
import { hydrated } from '../support/hydrated'
import { readCode } from '../support/inbox'
import { startLayerApp, type LayerApp } from '../support/layerApp'
import { createOrganization, createTeam } from '../support/organizations'
import { watchPolicyViolations } from '../support/policyViolations'
import { startStack, type Stack } from '../support/stack'
import { createSignedInVisitor, newAddress, type Visitor } from '../support/visitor'
import { controlWorkos, SEED } from '../support/workosControl'

/** A stack of its own: the applications share a password, and one test changes how long tokens live. */
let main: Stack
let admin: LayerApp
let browser: Browser

beforeAll(async () => {
  const cookiePassword = createCookiePassword()
  main = await startStack({ prod: true, env: { WORKOS_COOKIE_PASSWORD: cookiePassword } })
  admin = await startLayerApp(main, { folder: 'examples/admin', cookiePassword, env: { NUXT_PUBLIC_MAIN_APP_URL: main.url } })
  browser = await launchBrowser()
}, BUILD_TIMEOUT_MS + 60_000)
afterAll(async () => {
  await browser?.close()
  await Promise.all([admin?.stop(), main?.stop()])
})

const contexts: BrowserContext[] = []
const violations: string[][] = []
afterEach(async () => {
  await Promise.all(contexts.splice(0).map(context => context.close()))
  expect(violations.splice(0).flat()).toEqual([])
})

/** A browser, of nobody or of somebody who has signed in to the main application. */
async function openBrowser(visitor?: Visitor): Promise<BrowserContext> {
  const context = visitor ? await openBrowserAs(browser, main.url, visitor) : await browser.newContext()
  contexts.push(context)
  violations.push(watchPolicyViolations(context))
  return context
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await hydrated(page)
  return page
}

/** The person turns to this window, which was beside the other one. */
async function turnTo(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
}

const draft = (page: Page) => page.getByRole('textbox', { name: 'Email' })
const signedOut = (page: Page) => page.getByText('You have been signed out.')

describe('two applications with one session', () => {
  it('sign somebody in on both at once, whichever they begin on', async () => {
    const { manager } = await createTeam(main, ['member'])
    for (const [first, second] of [[main, admin], [admin, main]] as const) {
      const context = await openBrowser()
      const page = await context.newPage()
      await signIn(page, first, manager.email)
      await page.waitForURL(`${first.url}${first === main ? '/tasks' : '/overview'}`)
      for (const path of ['/account', '/']) {
        await page.goto(second.url + path)
        await page.getByRole('banner').getByText(manager.email).waitFor()
      }
    }
  })

  it('render the organization for whoever manages it, and keep it live', async () => {
    const { manager, members: [member] } = await createTeam(main, ['member'], 'Workshop')
    await manager.visitor.postForm('/api/tasks', { text: 'Sweep the floor' })
    const context = await openBrowser(manager.visitor)
    const html = await (await context.request.get(`${admin.url}/overview`)).text()
    for (const text of ['Workshop', manager.email, member?.email ?? 'nobody', 'Sweep the floor', '1 open, 0 done']) expect(html).toContain(text)

    const page = await openPage(context, `${admin.url}/overview`)
    await page.getByRole('heading', { name: 'Workshop' }).waitFor()
    await manager.visitor.postForm('/api/tasks', { text: 'Oil the lathe' })
    await page.getByText('2 open, 0 done').waitFor()
    await page.getByRole('listitem').getByText('Oil the lathe').waitFor()

    await page.getByRole('link', { name: 'Main app' }).click()
    await page.waitForURL(`${main.url}/`)
    await page.getByRole('banner').getByText(manager.email).waitFor()
  })

  it('refuse a page of the one to those whose role is too little, with what is missing', async () => {
    const { manager, members: [member] } = await createTeam(main, ['member'])
    const context = await openBrowser(member?.visitor)
    const page = await context.newPage()
    const response = await page.goto(`${admin.url}/overview`)
    expect(response?.status()).toBe(403)
    await page.getByRole('heading', { name: 'Your role does not allow this' }).waitFor()
    await page.getByText('members:manage').waitFor()
    await page.getByRole('link', { name: manager.email }).waitFor()
    expect(await page.content()).not.toContain('Open tasks')
  })

  it('each have their own brand, texts, components and pages', async () => {
    const context = await openBrowser()
    const page = await openPage(context, `${admin.url}/login`)
    await page.getByText('For people who manage their organization.').waitFor()
    const look = await page.getByRole('button', { name: 'Continue', exact: true }).evaluate((button) => {
      const { backgroundColor, borderRadius } = getComputedStyle(button)
      return { backgroundColor, borderRadius }
    })
    expect(look).toEqual({ backgroundColor: 'rgb(15, 118, 110)', borderRadius: '4px' })
    const logo = page.getByRole('link', { name: 'Northwind Back Office' }).locator('img')
    expect(await logo.evaluate((image: HTMLImageElement) => [new URL(image.currentSrc).pathname, image.naturalWidth > 0])).toEqual(['/back-office.svg', true])
    expect(await page.getByRole('button', { name: 'Deutsch' }).count()).toBe(0)
    await page.goto(`${admin.url}/`)
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Main app' }).waitFor()
    // A page of the layer that this application leaves out.
    expect((await page.goto(`${admin.url}/tasks`))?.status()).toBe(404)

    await page.goto(`${main.url}/login`)
    await page.getByRole('button', { name: 'Deutsch' }).waitFor()
    expect(await page.getByRole('button', { name: 'Continue', exact: true }).evaluate(button => getComputedStyle(button).backgroundColor)).toBe('rgb(79, 70, 229)')
    expect((await page.goto(`${main.url}/overview`))?.status()).toBe(404)
  })
})

describe('signing out of one application', () => {
  it('signs out of the other: of its next request, and of its open page within seconds, which keeps what was typed', async () => {
    const { manager } = await createTeam(main, [])
    const context = await openBrowser(manager.visitor)
    const [leaving, open] = [await openPage(context, `${main.url}/tasks`), await openPage(context, `${admin.url}/overview`)]
    await draft(open).fill('half-an-addr')
    const documents: string[] = []
    open.on('request', request => request.isNavigationRequest() && documents.push(request.url()))
    await leaving.getByRole('button', { name: 'Sign out' }).click()
    await leaving.waitForURL(`${main.url}/`)

    expect(await (await context.request.get(`${admin.url}/api/auth/session`)).json()).toBeNull()
    // WorkOS tells Convex, which ends the live queries; nobody touches the page.
    await signedOut(open).waitFor({ timeout: 5_000 })
    expect(await draft(open).inputValue()).toBe('half-an-addr')
    expect(await open.getByRole('link', { name: 'Sign in again' }).getAttribute('href')).toBe('/login?returnTo=%2Foverview')
    expect(await open.getByText(manager.email).count()).toBe(0)
    expect(documents).toEqual([])
    const fresh = await openPage(context, `${admin.url}/overview`)
    expect(new URL(fresh.url()).pathname).toBe('/login')
  })

  it('keeps what was typed on the page of the organization, whose lists come page by page', async () => {
    const { manager } = await createTeam(main, [])
    const context = await openBrowser(manager.visitor)
    const [open, leaving] = [await openPage(context, `${main.url}/organization`), await openPage(context, `${admin.url}/overview`)]
    await draft(open).fill('half-an-addr')
    await leaving.getByRole('button', { name: 'Sign out' }).click()
    await signedOut(open).waitFor({ timeout: 5_000 })
    expect(await draft(open).inputValue()).toBe('half-an-addr')
    await open.getByText(manager.email).waitFor({ state: 'detached' })
  })

  it('signs out of an open page without live data as soon as somebody turns to it', async () => {
    const { manager } = await createTeam(main, [])
    const context = await openBrowser(manager.visitor)
    const [open, leaving] = [await openPage(context, `${main.url}/`), await openPage(context, `${admin.url}/overview`)]
    await open.getByRole('heading', { name: 'Welcome back' }).waitFor()
    await leaving.getByRole('button', { name: 'Sign out' }).click()
    await leaving.waitForURL(`${admin.url}/`)
    await turnTo(open)
    await open.getByRole('link', { name: 'Sign in' }).waitFor({ timeout: 2_000 })
    // And in again.
    await signIn(leaving, admin, manager.email)
    await turnTo(open)
    await open.getByRole('heading', { name: 'Welcome back' }).waitFor({ timeout: 2_000 })
  })

  it('shows nothing of the one person to the next', async () => {
    const [{ manager }, { manager: successor }] = [await createTeam(main, [], 'Before'), await createTeam(main, [], 'After')]
    const context = await openBrowser(manager.visitor)
    const [other, open] = [await openPage(context, `${main.url}/tasks`), await openPage(context, `${admin.url}/overview`)]
    await open.getByRole('heading', { name: 'Before' }).waitFor()
    await draft(open).fill('written@before.example')
    await other.getByRole('button', { name: 'Sign out' }).click()
    await other.waitForURL(`${main.url}/`)
    await signIn(other, main, successor.email)
    await turnTo(open)
    await open.getByRole('heading', { name: 'After' }).waitFor()
    expect(await open.content()).not.toContain(manager.email)
    expect(await draft(open).inputValue()).toBe('')
  })
})

describe('switching the organization in one application', () => {
  it('shows the new one in the other: in its next page at once, in its open page when somebody turns to it', async () => {
    const visitor = await createSignedInVisitor(main, newAddress('switcher'))
    for (const name of ['There', 'Here']) {
      await createOrganization(visitor, name)
      await visitor.postForm('/api/tasks', { text: `Task ${name.toLowerCase()}` })
    }
    const context = await openBrowser(visitor)
    const [switcher, open] = [await openPage(context, `${main.url}/organization`), await openPage(context, `${admin.url}/overview`)]
    await open.getByText('Task here').waitFor()
    await draft(open).fill(newAddress('stray'))
    await switcher.getByRole('button', { name: 'Switch to There' }).click()
    await switcher.getByRole('heading', { name: 'There', exact: true }).waitFor()

    const next = await openPage(context, `${admin.url}/overview`)
    await next.getByRole('heading', { name: 'There' }).waitFor()
    await turnTo(open)
    await open.getByRole('heading', { name: 'There' }).waitFor()
    await open.getByText('Task there').waitFor()
    expect(await open.getByText('Task here').count()).toBe(0)
    // What was typed for the one organization is not sent to the other.
    expect(await draft(open).inputValue()).toBe('')
  })

  it('takes an open page away from those who may not see it there', async () => {
    const { manager } = await createTeam(main, [])
    await controlWorkos(main.workosUrl).join(await controlWorkos(main.workosUrl).findUserId(manager.email), SEED.acme)
    const context = await openBrowser(manager.visitor)
    const [switcher, open] = [await openPage(context, `${main.url}/organization`), await openPage(context, `${admin.url}/overview`)]
    await open.getByText('0 open, 0 done').waitFor()
    await switcher.getByRole('button', { name: 'Switch to Acme' }).click()
    await switcher.getByRole('heading', { name: 'Acme', exact: true }).waitFor()
    await turnTo(open)
    await open.getByRole('heading', { name: 'Your role does not allow this' }).waitFor()
  })
})

describe('what two applications could get in each other\'s way with', () => {
  it('is not the refresh token, which both spend at once', async () => {
    const workos = controlWorkos(main.workosUrl)
    await workos.configure({ accessTokenTtl: 1 })
    const visitor = await createSignedInVisitor(main, newAddress('refreshing'))
    await workos.configure({ accessTokenTtl: 300 })
    const context = await openBrowser(visitor)
    // A token's times are whole seconds, rounded down: a second after its birth at the latest it is dead.
    await new Promise(resolve => setTimeout(resolve, 1_000))
    await fetch(`${main.workosUrl}/_emulate/requests`, { method: 'DELETE' })
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => context.request.get(`${[main, admin][index % 2]?.url}/account`, { maxRedirects: 0 })))
    expect(new Set(answers.map(answer => answer.status()))).toEqual(new Set([200]))
    expect(await countRefreshes(main.workosUrl)).toBe(2)
    for (const { url } of [main, admin]) expect(await (await context.request.get(`${url}/api/auth/session`)).json()).not.toBeNull()
  })

  it('is not the sign-in under way: begun in one it can be finished in the other, on a page of that one', async () => {
    const email = newAddress('begun')
    const context = await openBrowser()
    const begun = await openPage(context, `${main.url}/login?returnTo=%2Ftasks%3Ffrom%3Dmain`)
    await begun.getByRole('textbox', { name: 'Email' }).fill(email)
    await begun.getByRole('button', { name: 'Continue', exact: true }).click()
    await begun.getByRole('textbox', { name: 'Code' }).waitFor()

    const finished = await openPage(context, `${admin.url}/login/code`)
    await finished.getByText(email).waitFor()
    await finished.getByRole('textbox', { name: 'Code' }).fill(await readCode(main.workosUrl, email))
    await finished.getByRole('button', { name: 'Verify', exact: true }).click()
    // Not /tasks, which is a page of the other one.
    await finished.waitForURL(`${admin.url}/overview`)
  })

  it('is not the way to a provider: each comes back to itself, from two tabs at once', async () => {
    const context = await openBrowser()
    const tabs = await Promise.all([main, admin].map(async ({ url }) => await openPage(context, `${url}/login?returnTo=%2Faccount`)))
    for (const tab of tabs) {
      await tab.getByRole('link', { name: 'Continue with GitHub' }).click()
      await tab.waitForURL(({ port }) => port === new URL(main.workosUrl).port)
    }
    const email = newAddress('provider')
    for (const [index, tab] of tabs.entries()) {
      await tab.getByRole('textbox', { name: 'Email' }).fill(email)
      await tab.getByRole('button', { name: 'Continue', exact: true }).click()
      await tab.waitForURL(`${[main, admin][index]?.url}/account`)
    }
  })

  it('is not the way back: it stays on the site that was asked', async () => {
    const context = await openBrowser()
    const page = await openPage(context, `${main.url}/login?returnTo=${encodeURIComponent(`${admin.url}/overview`)}`)
    const email = newAddress('returning')
    await page.getByRole('textbox', { name: 'Email' }).fill(email)
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await page.getByRole('textbox', { name: 'Code' }).fill(await readCode(main.workosUrl, email))
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await page.waitForURL(`${main.url}/tasks`)
  })

  it('is not a page of the one that posts to the other in the visitor\'s name', async () => {
    const { manager } = await createTeam(main, [])
    const context = await openBrowser(manager.visitor)
    // Both are one site to browsers, so the cookie comes along. (The pages' own policy would stop the form before that.)
    const form = `<form method="post" action="${main.url}/api/auth/logout"><button>Go</button></form>`
    await context.route(`${admin.url}/elsewhere`, route => route.fulfill({ contentType: 'text/html', body: form }))
    const page = await context.newPage()
    await page.goto(`${admin.url}/elsewhere`)
    const answered = context.waitForEvent('response', response => response.url() === `${main.url}/api/auth/logout`)
    await page.getByRole('button', { name: 'Go' }).click()
    expect((await answered).status()).toBe(403)
    expect(await (await context.request.get(`${main.url}/api/auth/session`)).json()).not.toBeNull()
  })
})
