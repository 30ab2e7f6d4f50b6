import { describe, expect, inject, it } from 'vitest'
import { alertText, expectSignedIn } from '../../support/signInPages'
import { newAddress } from '../../support/visitor'
import { SCRIPTS, useBrowser } from '../../support/withBrowser'

const stack = inject('stack')
const { newPage } = useBrowser()

describe.each(SCRIPTS)('an account elsewhere, %s', (_, options) => {
  it.each(options.javaScriptEnabled ? ['Google', 'Microsoft', 'GitHub', 'Apple'] : ['Google'])('of %s leads in, to where the visitor came from', async (provider) => {
    const page = await newPage(options)
    const email = newAddress()
    await page.goto(`${stack.url}/login?returnTo=%2Ftasks%3Ffrom%3Dmail`)
    await page.getByRole('link', { name: `Continue with ${provider}`, exact: true }).click()
    await page.getByRole('heading', { name: `Sign in with ${provider}` }).waitFor()
    await page.getByRole('textbox', { name: 'Email' }).fill(email)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForURL('**/tasks?from=mail')
    await page.getByText(email).waitFor()
  })

  it.each([
    ['Deny', 'You did not let the provider sign you in. Try again, or choose another way.'],
    ['Fail', 'The provider could not sign you in. Try again, or choose another way.'],
  ])('that ends in "%s" is explained on the sign-in page, once', async (button, words) => {
    const page = await newPage(options)
    await page.goto(`${stack.url}/login`)
    await page.getByRole('link', { name: 'Continue with Google' }).click()
    await page.getByRole('button', { name: button }).click()
    await page.waitForURL('**/login')
    expect(await alertText(page)).toBe(words)
    expect(await page.getByRole('textbox', { name: 'Email' }).getAttribute('aria-invalid')).toBeNull()
    await page.reload()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('whose address nobody has verified is asked to', async () => {
    const page = await newPage(options)
    const email = newAddress()
    await page.goto(`${stack.url}/login`)
    await page.getByRole('link', { name: 'Continue with GitHub' }).click()
    await page.getByRole('textbox', { name: 'Email' }).fill(email)
    await page.getByRole('checkbox', { name: 'has not verified' }).check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Verify your address' }).waitFor()
    await page.getByText(email).waitFor()
  })

  it('is marked as what this device used last, the next time', async () => {
    const page = await newPage(options)
    const email = newAddress()
    await page.goto(`${stack.url}/login`)
    await page.getByRole('link', { name: 'Continue with Microsoft' }).click()
    await page.getByRole('textbox', { name: 'Email' }).fill(email)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectSignedIn(page, email)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    await page.goto(`${stack.url}/login`)
    const mark = page.getByText('Last used')
    const marked = await page.getByRole('link', { name: 'Continue with Microsoft', exact: true }).getAttribute('aria-describedby')
    expect([await mark.count(), await mark.getAttribute('id')]).toEqual([1, marked])
  })
})

it('an address with a link to a provider starts no sign-in', async () => {
  const page = await newPage()
  const response = await page.goto(`${stack.url}/api/auth/oauth/google`)
  expect(response?.status()).toBeGreaterThanOrEqual(400)
  expect(page.url()).toBe(`${stack.url}/api/auth/oauth/google`)
})
