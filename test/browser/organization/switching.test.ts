import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { launchBrowser } from '../../support/browser'
import { openBrowserAs } from '../../support/browserSession'
import { hydrated } from '../../support/hydrated'
import { createOrganization } from '../../support/organizations'
import { createSignedInVisitor, newAddress, type Visitor } from '../../support/visitor'
import { controlWorkos } from '../../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser.close())

interface Person {
  email: string
  visitor: Visitor
  here: string
  there: string
}

/** Somebody who made two organizations, each with a task, and is in the first. */
async function personOfTwo(email = newAddress('switcher')): Promise<Person> {
  const visitor = await createSignedInVisitor(stack, email)
  const there = await createOrganization(visitor, 'There')
  await visitor.postForm('/api/tasks', { text: 'Task there' })
  const here = await createOrganization(visitor, 'Here')
  await visitor.postForm('/api/tasks', { text: 'Task here' })
  return { email, visitor, here, there }
}

declare global {
  interface Window {
    /** Gone after a reload. */
    sameDocument?: true
    /** What was on the page after each change: tasks of the one, of the other organization. */
    shown: string[]
  }
}

/** Notes every state of the page, those included that are painted for one frame only. (A tab in the background paints none.) */
async function watchStates(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.sameDocument = true
    window.shown = []
    const look = () => {
      const text = document.body.textContent ?? ''
      window.shown.push(`${text.includes('Task here') ? 'here' : ''}${text.includes('Task there') ? 'there' : ''}`)
    }
    look()
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
}

describe('switching to another organization', () => {
  it('changes every tab without a reload, and shows nothing of the other one for a frame', async () => {
    const { visitor } = await personOfTwo()
    const context = await openBrowserAs(browser, stack.url, visitor)
    const [tasks, switcher] = [await context.newPage(), await context.newPage()]
    await tasks.goto(`${stack.url}/tasks`)
    await tasks.getByRole('checkbox', { name: 'Task here' }).waitFor()
    await switcher.goto(`${stack.url}/organization`)
    await switcher.getByRole('heading', { name: 'Here', exact: true }).waitFor()
    await Promise.all([tasks, switcher].map(hydrated))
    await watchStates(tasks)
    await switcher.evaluate(() => {
      window.sameDocument = true
    })

    await switcher.getByRole('button', { name: 'Switch to There' }).click()
    await switcher.getByRole('heading', { name: 'There', exact: true }).waitFor()
    await tasks.getByRole('checkbox', { name: 'Task there' }).waitFor()

    // First the one, then none, then the other one; never both, and never back.
    const shown = await tasks.evaluate(() => window.shown)
    expect(shown.filter((state, index) => state !== shown[index - 1])).toEqual(['here', '', 'there'])
    expect(await tasks.evaluate(() => window.sameDocument)).toBe(true)
    expect(await switcher.evaluate(() => window.sameDocument)).toBe(true)
    expect(await switcher.getByRole('button', { name: 'Switch to Here' }).count()).toBe(1)

    // What is written now is the other organization's.
    await tasks.getByRole('textbox', { name: 'New task' }).fill('Written there')
    await tasks.getByRole('button', { name: 'Add' }).click()
    await tasks.getByRole('checkbox', { name: 'Written there' }).waitFor()
    await tasks.reload()
    expect(await tasks.getByRole('checkbox').count()).toBe(2)
    await context.close()
  })

  it('refuses a form that was filled in for the other organization', async () => {
    const { visitor } = await personOfTwo()
    const context = await openBrowserAs(browser, stack.url, visitor, { javaScriptEnabled: false })
    const [form, switcher] = [await context.newPage(), await context.newPage()]
    await form.goto(`${stack.url}/organization`)
    await form.getByRole('textbox', { name: 'Email' }).fill(newAddress('stray'))
    await switcher.goto(`${stack.url}/organization`)
    await switcher.getByRole('button', { name: 'Switch to There' }).click()
    await form.getByRole('button', { name: 'Send the invitation' }).click()
    expect(await form.getByRole('alert').textContent()).toContain('switched to another organization')
    await context.close()
  })

  it.each([true, false])('goes through the authenticator that the other one asks for, and back (scripts: %s)', async (javaScriptEnabled) => {
    const { visitor, there, email } = await personOfTwo()
    await workos.setPolicy(there, { mfaRequired: true })
    const context = await openBrowserAs(browser, stack.url, visitor, { javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(`${stack.url}/organization?returnTo=${encodeURIComponent('/tasks?from=here')}`)
    await page.getByRole('button', { name: 'Switch to There' }).click()
    await page.waitForURL('**/login/mfa/enroll')
    await page.getByRole('textbox', { name: 'Code' }).fill(await workos.readTotp(email))
    await page.getByRole('button', { name: 'Verify' }).click()
    await page.waitForURL('**/tasks?from=here')
    await page.getByRole('checkbox', { name: 'Task there' }).waitFor()
    expect(await page.getByRole('checkbox', { name: 'Task here' }).count()).toBe(0)
    await context.close()
  })

  it('goes through the single sign-on that the other one asks for, and back', async () => {
    const { visitor, there, email } = await personOfTwo(`someone@${newAddress('domain').split('@')[0]}.example`)
    await workos.api('POST', '/_emulate/connections', { organization_id: there, name: 'There SSO' })
    // An identity provider vouches for addresses of its own organization only.
    const domain = z.object({ id: z.string() }).parse(await workos.api('POST', '/organization_domains', { organization_id: there, domain: email.split('@')[1] }))
    await workos.api('POST', `/organization_domains/${domain.id}/verify`)
    await workos.setPolicy(there, { ssoRequired: true })
    const context = await openBrowserAs(browser, stack.url, visitor)
    const page = await context.newPage()
    await page.goto(`${stack.url}/organization`)
    await page.getByRole('button', { name: 'Switch to There' }).click()
    await page.waitForURL(({ port }) => port === new URL(stack.workosUrl).port)
    await page.getByRole('heading', { name: 'Sign in with There SSO' }).waitFor()
    await page.getByRole('button', { name: 'Deny' }).click()
    // Nothing was lost: they are still where they were.
    await page.waitForURL(({ port }) => port === new URL(stack.url).port)
    await page.goto(`${stack.url}/organization`)
    await page.getByRole('heading', { name: 'Here', exact: true }).waitFor()

    await page.getByRole('button', { name: 'Switch to There' }).click()
    await page.getByRole('textbox', { name: 'Email' }).fill(email)
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await page.waitForURL(`${stack.url}/organization`)
    await page.getByRole('heading', { name: 'There', exact: true }).waitFor()
    await context.close()
  })
})
