import { describe, expect, inject, it } from 'vitest'
import { alertText, enterEmail, expectSignedIn } from '../../support/signInPages'
import { newAddress } from '../../support/visitor'
import { SCRIPTS, useBrowser } from '../../support/withBrowser'

const stack = inject('stack')
const { newPage } = useBrowser()

const employee = (domain: string) => newAddress('employee', domain)

describe.each(SCRIPTS)('single sign-on, %s', (_, options) => {
  it('is where an address of a domain that has it goes', async () => {
    const page = await newPage(options)
    const email = employee('globex.com')
    await enterEmail(page, stack, email)
    await page.getByRole('heading', { name: 'Sign in with Globex SSO' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe(email)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectSignedIn(page, email)
  })

  it('lets one choose where an organization has several', async () => {
    const page = await newPage(options)
    const email = employee('initech.com')
    await page.goto(`${stack.url}/login`)
    await page.getByRole('link', { name: 'Use single sign-on' }).click()
    await page.getByRole('heading', { name: 'Single sign-on' }).waitFor()
    await page.getByRole('textbox', { name: 'Email' }).fill(email)
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await page.getByRole('button', { name: 'Initech Entra ID' }).click()
    await page.getByRole('heading', { name: 'Sign in with Initech Entra ID' }).waitFor()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectSignedIn(page, email)
  })

  it('says so where there is none, and leads to another way', async () => {
    const page = await newPage(options)
    await enterEmail(page, stack, 'ada@example.com', '/login/sso')
    expect(await alertText(page)).toBe('No single sign-on is set up for this address. Sign in with your email address instead.')
    expect(await page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe('ada@example.com')
    await page.getByRole('link', { name: 'Sign in another way' }).click()
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  })

  it('explains a person whom the organization does not vouch for', async () => {
    const page = await newPage(options)
    await enterEmail(page, stack, employee('globex.com'))
    // The sign-in page has such a field, too.
    await page.getByRole('heading', { name: 'Sign in with Globex SSO' }).waitFor()
    await page.getByRole('textbox', { name: 'Email' }).fill('stranger@example.com')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForURL('**/login')
    expect(await alertText(page)).toContain('vouched for an address that does not belong to the organization')
  })
})
