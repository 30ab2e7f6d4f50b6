import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, signIn } from '../support/browser'
import { watchForFlicker } from '../support/flicker'
import { holdScripts } from '../support/holdScripts'
import { hydrated } from '../support/hydrated'
import { nextFrameWith } from '../support/liveFrames'
import { newAddress } from '../support/visitor'

const stack = inject('stack')
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser.close())

async function addTask(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New task' }).fill(text)
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('checkbox', { name: text }).waitFor()
}

describe('a first visit', () => {
  it('leads from any address to one\'s own live tasks', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(stack.url)
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    const email = newAddress()
    await signIn(page, stack, email)
    expect(new URL(page.url()).pathname).toBe('/tasks')
    await page.getByRole('heading', { name: 'Tasks' }).waitFor()
    await page.getByText(email).waitFor()
    await addTask(page, 'Write to Ada')

    // A second window of the same person: changes cross both ways without a reload.
    const second = await context.newPage()
    await second.goto(`${stack.url}/tasks`)
    await second.getByRole('checkbox', { name: 'Write to Ada' }).waitFor()
    await addTask(page, 'Call Grace')
    await second.getByRole('checkbox', { name: 'Call Grace' }).check()
    await page.getByRole('checkbox', { name: 'Call Grace', checked: true }).waitFor()
    expect(await page.getByRole('list').getByRole('listitem').count()).toBe(2)

    await page.getByRole('button', { name: 'Delete Write to Ada' }).click()
    await second.getByRole('checkbox', { name: 'Write to Ada' }).waitFor({ state: 'detached' })

    // A tab in the background draws a frame a second, and a click waits for several.
    await page.bringToFront()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    await page.goto(`${stack.url}/tasks`)
    expect(new URL(page.url()).pathname).toBe('/login')
    await context.close()
  })

  it('reloads with the tasks in the HTML, and nothing flickers when the page comes alive', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', message => message.type() !== 'log' && complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    await signIn(page, stack, newAddress())
    await addTask(page, 'Stay put')

    const flicker = await watchForFlicker(page)
    const live = nextFrameWith(page, 'Stay put')
    const response = await page.reload()
    expect(await response?.text()).toContain('<span>Stay put</span>')
    await live
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    expect(await flicker()).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('asks for nothing but the document, scripts and styles before the tasks are shown', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await signIn(page, stack, newAddress())
    await addTask(page, 'Show me')
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).pathname))
    await page.reload({ waitUntil: 'networkidle' })
    expect(asked.filter(path => path.startsWith('/api/'))).toEqual([])
    await context.close()
  })

  it('keeps what was typed before the scripts arrived', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const release = await holdScripts(page)
    await page.goto(`${stack.url}/login`, { waitUntil: 'commit' })
    const field = page.getByRole('textbox', { name: 'Email' })
    await field.fill('early@bird')
    release()
    await hydrated(page)
    expect(await field.inputValue()).toBe('early@bird')
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await page.getByRole('alert').waitFor()
    expect(await field.inputValue()).toBe('early@bird')
    await context.close()
  })

  it('gets in with the keyboard alone, and is told what is wrong where it is wrong', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${stack.url}/login`)
    await page.getByRole('textbox', { name: 'Email' }).waitFor()
    await page.keyboard.type('nobody')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('That does not look like an email address.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe('nobody')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('email')

    const email = newAddress()
    await page.getByRole('textbox', { name: 'Email' }).fill(email)
    await page.keyboard.press('Enter')
    await page.getByText(email).waitFor()
    await page.getByRole('textbox', { name: 'Code' }).fill('000000')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('That code is not right.').waitFor()
    await page.getByRole('button', { name: 'Send a new code' }).click()
    await page.getByText('A new code is on its way.').waitFor()
    await context.close()
  })
})
