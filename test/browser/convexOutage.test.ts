import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findRandomPorts } from '../../cli/lib/portProbe'
import { launchBrowser, signIn } from '../support/browser'
import { startCuttableProxy, type CuttableProxy } from '../support/cuttableProxy'
import { hydrated } from '../support/hydrated'
import { startStack, type Stack } from '../support/stack'
import { newAddress } from '../support/visitor'

let convexPort: number
let stack: Stack
let proxy: CuttableProxy
let browser: Browser
let page: Page

beforeAll(async () => {
  convexPort = await findRandomPorts(2)
  proxy = await startCuttableProxy(convexPort)
  stack = await startStack({ prod: true, env: { CONVEX_URL: `http://127.0.0.1:${proxy.port}`, CONVEX_EMULATOR_PORT: String(convexPort) } })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await stack.stop()
  await proxy.close()
})
beforeEach(async () => {
  proxy.restore()
  page = await (await browser.newContext()).newPage()
})

async function addTask(text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New task' }).fill(text)
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('checkbox', { name: text }).waitFor()
}

describe('when Convex cannot be reached', () => {
  it('one can still sign in, is told, and the page recovers by itself', async () => {
    proxy.cut()
    await signIn(page, stack, newAddress())
    await page.getByRole('alert').getByText('The data cannot be reached right now. This page will catch up by itself.').waitFor()
    await page.getByRole('heading', { name: 'Tasks' }).waitFor()

    proxy.restore()
    await page.getByText('Nothing to do.').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await addTask('Back again')
  })

  it('a page that is open keeps what it shows, and what is added arrives later', async () => {
    await signIn(page, stack, newAddress())
    await hydrated(page)
    await addTask('Before')
    await page.getByRole('checkbox', { name: 'Before', disabled: false }).waitFor()
    proxy.cut()
    await addTask('Meanwhile')
    await page.getByRole('checkbox', { name: 'Before' }).check()
    // Convex has no id for it yet that one could name in a change.
    expect(await page.getByRole('checkbox', { name: 'Meanwhile' }).isDisabled()).toBe(true)
    expect(await page.getByRole('alert').count()).toBe(0)

    proxy.restore()
    await page.getByRole('checkbox', { name: 'Meanwhile' }).check()
    await expect.poll(async () => {
      const html = await (await page.request.get(`${stack.url}/tasks`)).text()
      return html.match(/<input[^>]*type="checkbox"[^>]*\schecked/g)?.length
    }, { timeout: 20_000 }).toBe(2)
  })

  it('someone whose database was emptied carries on', async () => {
    await signIn(page, stack, newAddress())
    await addTask('Gone soon')
    await fetch(`http://127.0.0.1:${convexPort}/_emulate/reset`, { method: 'POST' })
    await page.getByRole('checkbox', { name: 'Gone soon' }).waitFor({ state: 'detached' })
    await addTask('Here to stay')
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.reload()
    await page.getByRole('checkbox', { name: 'Here to stay' }).waitFor()
  })
})
