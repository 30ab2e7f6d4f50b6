import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { launchBrowser, signIn } from '../support/browser'
import { newAddress } from '../support/visitor'

const stack = inject('stack')
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser.close())

describe('without scripts', () => {
  it('one can sign in, keep tasks, and sign out', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${stack.url}/tasks`)
    expect(page.url()).toBe(`${stack.url}/login?returnTo=%2Ftasks`)
    await signIn(page, stack, newAddress())
    expect(new URL(page.url()).pathname).toBe('/tasks')

    await page.getByRole('textbox', { name: 'New task' }).fill('Plain old form')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('checkbox', { name: 'Plain old form' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await page.getByRole('checkbox', { name: 'Plain old form' }).isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Delete Plain old form' }).click()
    expect(await page.getByRole('checkbox').count()).toBe(0)

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    await context.close()
  })

  it('what is wrong is said on the page, and what was typed is still there', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${stack.url}/login?returnTo=%2Ftasks`)
    await page.getByRole('textbox', { name: 'Email' }).fill('ada@nowhere')
    await page.getByRole('button', { name: 'Continue' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('does not look like an email address')
    expect(await page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe('ada@nowhere')
    await context.close()
  })
})
