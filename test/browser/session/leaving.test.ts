import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { WORKOS_EMULATOR } from '../../../emulators/defaults'
import { launchBrowser, signIn } from '../../support/browser'
import { findBadExecutions, readConvexLog } from '../../support/serviceLogs'
import { startStack, type Stack } from '../../support/stack'
import { createSignedInVisitor, newAddress } from '../../support/visitor'
import { addElsewhere, DRAFT, workAtTasks } from '../../support/workAtTasks'

const TOKEN_TTL_S = 20

vi.setConfig({ testTimeout: 120_000 })

let stack: Stack
let browser: Browser

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ prod: true, tokenTtl: TOKEN_TTL_S }), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

it.concurrent('signing out in one tab shows in another within a second, and what was being typed stays', async () => {
  const { pages: [leaving, other] } = await workAtTasks(browser, stack, { name: 'leaves', tabs: 2, tasks: 3 })
  if (!leaving || !other) throw new Error('There are not two tabs.')
  await leaving.getByRole('button', { name: 'Sign out' }).click()
  await leaving.waitForURL(`${stack.url}/`)
  await expectNotice(other, 'leaves', 1_000)
})

it.concurrent('a session that was ended elsewhere ends calmly in every tab, long before its token does', async () => {
  const { pages, context } = await workAtTasks(browser, stack, { name: 'revoked', tabs: 3, tasks: 3 })
  const { sessionId } = await (await context.request.get(`${stack.url}/api/auth/session`)).json() as { sessionId: string }
  const documents: string[] = []
  context.on('request', request => request.isNavigationRequest() && documents.push(request.url()))
  const revoked = await fetch(`${stack.workosUrl}/user_management/sessions/revoke`, {
    method: 'POST',
    headers: { 'authorization': `Bearer ${WORKOS_EMULATOR.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ session_id: sessionId }),
  })
  expect(revoked.ok).toBe(true)

  // WorkOS tells Convex, which ends the live queries.
  await Promise.all(pages.map(page => expectNotice(page, 'revoked', 5_000)))
  expect(documents).toEqual([])
})

it.concurrent('when another person signs in in a second tab, the first one never shows the data of one under the name of the other', async () => {
  const { pages: [first], context, email } = await workAtTasks(browser, stack, { name: 'switch-from', tasks: 3 })
  if (!first) throw new Error('There is no tab.')
  const successor = newAddress('switch-to')
  await addElsewhere(await createSignedInVisitor(stack, successor), 'A task of the successor')
  await first.evaluate((known) => {
    const seen = { frames: 0, mixed: [] as string[] }
    Object.assign(window, { switched: seen })
    const look = () => {
      seen.frames++
      const header = document.querySelector('header')?.textContent ?? ''
      const main = document.querySelector('main')?.textContent ?? ''
      const isMixed = (header.includes(known.successor) && main.includes('of switch-from')) || (header.includes(known.email) && main.includes('of the successor'))
      if (isMixed) seen.mixed.push(`${header.trim()}: ${main.trim().slice(0, 200)}`)
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
    const nextFrame = () => {
      look()
      requestAnimationFrame(nextFrame)
    }
    requestAnimationFrame(nextFrame)
  }, { email, successor })

  const second = await context.newPage()
  await second.goto(`${stack.url}/tasks`)
  await second.getByRole('button', { name: 'Sign out' }).click()
  await second.waitForURL(`${stack.url}/`)
  await signIn(second, stack, successor)

  await first.getByRole('banner').getByText(successor).waitFor({ timeout: TOKEN_TTL_S * 1000 })
  await first.getByRole('checkbox', { name: 'A task of the successor' }).waitFor()
  const { frames, mixed } = await first.evaluate(() => (window as unknown as { switched: { frames: number, mixed: string[] } }).switched)
  expect(mixed).toEqual([])
  expect(frames).toBeGreaterThan(1)
  // What the first tab was loaded with was made for the predecessor; what it draws now must not be.
  // Nothing of the first person is left anywhere in the document, the payload that it came with included.
  expect(await first.content()).not.toContain('of switch-from')
  const html = await (await context.request.get(`${stack.url}/tasks`)).text()
  expect(html).toContain('A task of the successor')
  expect(html).not.toContain('of switch-from')
  expect(html).not.toContain(email)
})

it.concurrent('a tab that has been to another page and back follows when another person signs in', async () => {
  const { pages: [first, second] } = await workAtTasks(browser, stack, { name: 'wanders', tabs: 2, tasks: 3 })
  if (!first || !second) throw new Error('There are not two tabs.')
  const successor = newAddress('follows')
  await addElsewhere(await createSignedInVisitor(stack, successor), 'A task of the successor')
  await first.getByRole('banner').getByRole('link').first().click()
  await first.waitForURL(`${stack.url}/`)
  await first.goBack()
  await first.getByRole('checkbox', { name: 'Task 3 of wanders' }).waitFor()

  await second.getByRole('button', { name: 'Sign out' }).click()
  await second.waitForURL(`${stack.url}/`)
  await signIn(second, stack, successor)
  await first.getByRole('checkbox', { name: 'A task of the successor' }).waitFor({ timeout: TOKEN_TTL_S * 1000 })
})

it('in all of this, no query of someone who left has run for nobody', async () => {
  // Queries of a session that has ended are refused, and that is a failure in the log. What fills the tables at first runs for nobody.
  expect(findBadExecutions(await readConvexLog(stack)).filter(({ identity, via }) => !identity && via === 'websocket')).toEqual([])
})

async function expectNotice(page: Page, name: string, timeout: number): Promise<void> {
  await page.getByText('You have been signed out.').waitFor({ timeout })
  expect(await page.getByRole('link', { name: 'Sign in again' }).getAttribute('href')).toBe('/login?returnTo=%2Ftasks')
  await page.getByText(`of ${name}`).first().waitFor({ state: 'detached', timeout: 1_000 })
  expect(await page.getByRole('textbox', { name: 'New task' }).inputValue()).toBe(DRAFT)
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(new URL(page.url()).pathname).toBe('/tasks')
}
