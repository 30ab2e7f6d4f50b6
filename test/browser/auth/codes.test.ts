import { describe, expect, inject, it } from 'vitest'
import { hydrated } from '../../support/hydrated'
import { readCode, readMails } from '../../support/inbox'
import { alertText, enterCode, enterEmail, enterEmailAndCode, expectSignedIn, typeCode } from '../../support/signInPages'
import { newAddress } from '../../support/visitor'
import { SCRIPTS, useBrowser } from '../../support/withBrowser'

const stack = inject('stack')
const { newPage } = useBrowser()

describe.each(SCRIPTS)('a mailed code, %s', (_, options) => {
  it('leads in, pasted with a gap as mails show it', async () => {
    const page = await newPage(options)
    const email = newAddress()
    await enterEmail(page, stack, email)
    await page.getByText(email).waitFor()
    const code = await readCode(stack.workosUrl, email)
    await typeCode(page, `${code.slice(0, 3)} ${code.slice(3)} `)
    await expectSignedIn(page, email)
  })

  it('is asked for again when it is wrong, with the field at hand', async () => {
    const page = await newPage(options)
    const email = newAddress()
    await enterEmail(page, stack, email)
    const code = await readCode(stack.workosUrl, email)
    await typeCode(page, code === '123456' ? '654321' : '123456')
    expect(await alertText(page)).toBe('That code is not right. Check it, or use a new one.')
    const field = page.getByRole('textbox', { name: 'Code' })
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    expect(await field.evaluate(element => [element === document.activeElement, element.getAttribute('aria-describedby') === document.querySelector('[role=alert]')?.id])).toEqual([true, true])
    await typeCode(page, '12')
    expect(await alertText(page)).toBe('The code has six digits.')
    await enterCode(page, stack, email)
    await expectSignedIn(page, email)
  })

  it('can be asked for anew, and then only the new one counts', async () => {
    const page = await newPage(options)
    const email = newAddress()
    await enterEmail(page, stack, email)
    await page.getByRole('button', { name: 'Send a new code' }).click()
    await page.getByRole('status').getByText('A new code is on its way.').waitFor()
    await expect.poll(async () => (await readMails(stack.workosUrl, email)).length).toBe(2)
    const [first, second] = await readMails(stack.workosUrl, email)
    if (first?.code !== second?.code) {
      await typeCode(page, first?.code ?? '')
      await alertText(page)
    }
    await typeCode(page, second?.code ?? '')
    await expectSignedIn(page, email)
  })

  it('leads back to where the visitor came from', async () => {
    const page = await newPage(options)
    const email = newAddress()
    await enterEmail(page, stack, email, '/login?returnTo=%2Ftasks%3Ffrom%3Dmail')
    await page.waitForURL('**/login/code')
    await enterCode(page, stack, email)
    await page.waitForURL('**/tasks?from=mail')
  })

  it('is marked as what this device used last, the next time', async () => {
    const page = await newPage(options)
    const email = newAddress()
    await enterEmailAndCode(page, stack, email)
    await expectSignedIn(page, email)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    await page.goto(`${stack.url}/login`)
    const button = page.getByRole('button', { name: 'Continue', exact: true })
    expect(await button.evaluate(element => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent)).toBe('Last used')
  })

  it('has no page before it was sent', async () => {
    const page = await newPage(options)
    await page.goto(`${stack.url}/login/code`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/login')
  })
})

describe('a refusal', () => {
  it.each([{ width: 375, height: 720 }, { width: 1280, height: 720 }])('moves nothing on a page of $width pixels', async (viewport) => {
    const page = await newPage({ viewport })
    await page.goto(`${stack.url}/login`)
    await hydrated(page)
    const places = async () => await page.evaluate(() => [...document.querySelectorAll('h1, input, button, a')].map(element => Math.round(element.getBoundingClientRect().top)))
    const before = await places()
    await page.getByRole('textbox', { name: 'Email' }).fill('nobody')
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await alertText(page)
    expect(await places()).toEqual(before)
  })

  it('is one of the connection\'s when the server does not answer', async () => {
    const page = await newPage()
    await page.goto(`${stack.url}/login`)
    await hydrated(page)
    await page.context().setOffline(true)
    await page.getByRole('textbox', { name: 'Email' }).fill('ada@example.com')
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    expect(await alertText(page)).toBe('The server cannot be reached. Check your connection, then try again.')
  })
})
