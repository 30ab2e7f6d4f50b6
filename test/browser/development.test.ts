import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, signIn } from '../support/browser'
import { nextFrameWith } from '../support/liveFrames'
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
