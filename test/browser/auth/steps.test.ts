import { describe, expect, inject, it } from 'vitest'
import { memberOfStrictOrganization, memberOfTwoOrganizations, ownerOfAuthenticator } from '../../support/authPages'
import { readCode } from '../../support/inbox'
import { alertText, enterCode, enterEmailAndCode, expectSignedIn, typeCode } from '../../support/signInPages'
import { newAddress } from '../../support/visitor'
import { SCRIPTS, useBrowser } from '../../support/withBrowser'
import { controlWorkos } from '../../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)
const { newPage } = useBrowser()

async function someoneWith(...steps: string[]): Promise<string> {
  const email = newAddress('steps')
  await workos.demandSteps(email, steps)
  return email
}

describe.each(SCRIPTS)('%s', (_, options) => {
  it('an address is verified, with a new code when asked for one', async () => {
    const page = await newPage(options)
    const email = await someoneWith('email_verification_required')
    await enterEmailAndCode(page, stack, email)
    await page.getByRole('heading', { name: 'Verify your address' }).waitFor()
    const first = await readCode(stack.workosUrl, email)
    await page.getByRole('button', { name: 'Send a new code' }).click()
    await page.getByRole('status').getByText('A new code is on its way.').waitFor()
    await expect.poll(async () => await readCode(stack.workosUrl, email)).not.toBe(first)
    await enterCode(page, stack, email)
    await expectSignedIn(page, email)
  })

  it('an authenticator app is set up', async () => {
    const page = await newPage(options)
    const email = await someoneWith('mfa_enrollment')
    await enterEmailAndCode(page, stack, email)
    await page.getByRole('heading', { name: 'Set up an authenticator app' }).waitFor()
    expect(await page.getByRole('img', { name: 'QR code' }).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    expect(await page.locator('code').textContent()).toMatch(/^(?:[A-Z2-7]{4} )*[A-Z2-7]{1,4}$/)
    await typeCode(page, '000000')
    await alertText(page)
    await typeCode(page, await workos.readTotp(email))
    await expectSignedIn(page, email)
  })

  it('the authenticator app is asked for', async () => {
    const page = await newPage(options)
    const email = await ownerOfAuthenticator(stack)
    await enterEmailAndCode(page, stack, email)
    await page.getByRole('heading', { name: 'Two-step verification' }).waitFor()
    await typeCode(page, await workos.readTotp(email))
    await expectSignedIn(page, email)
  })

  it('an organization is chosen', async () => {
    const page = await newPage(options)
    const email = await memberOfTwoOrganizations(stack)
    await enterEmailAndCode(page, stack, email)
    await page.getByRole('heading', { name: 'Choose an organization' }).waitFor()
    await page.getByRole('button', { name: 'Hooli' }).click()
    await expectSignedIn(page, email)
  })

  it('an organization that takes no codes offers what it takes', async () => {
    const page = await newPage(options)
    const email = await memberOfStrictOrganization(stack)
    await enterEmailAndCode(page, stack, email)
    await page.getByRole('heading', { name: 'Sign in another way' }).waitFor()
    expect(await page.getByRole('main').getByRole('link', { name: 'Continue with' }).allTextContents()).toEqual([' Continue with Google', ' Continue with GitHub'].map(text => expect.stringContaining(text.trim())))
    await page.getByRole('link', { name: 'Continue with Google' }).click()
    await page.getByRole('textbox', { name: 'Email' }).fill(email)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectSignedIn(page, email)
  })

  it('an unusual sign-in is confirmed by mail', async () => {
    const page = await newPage(options)
    const email = await someoneWith('radar_email_challenge')
    await enterEmailAndCode(page, stack, email)
    await page.getByRole('heading', { name: 'Is it really you?' }).waitFor()
    await enterCode(page, stack, email)
    await expectSignedIn(page, email)
  })

  it('an unusual sign-in is confirmed by text message, to another number if the first was wrong', async () => {
    const page = await newPage(options)
    const email = await someoneWith('radar_sms_challenge')
    const phone = `+1555${Math.floor(1e6 + Math.random() * 9e6)}`
    await enterEmailAndCode(page, stack, email)
    const field = page.getByRole('textbox', { name: 'Mobile number' })
    await field.fill('12')
    await page.getByRole('button', { name: 'Send the code' }).click()
    expect(await alertText(page)).toContain('country code')
    await field.fill('+1 555 000 0001')
    await page.getByRole('button', { name: 'Send the code' }).click()
    await page.getByRole('textbox', { name: 'Code' }).waitFor()
    await page.getByText('Use another number').click()
    await field.fill(phone)
    await page.getByRole('button', { name: 'Send the code' }).click()
    await page.getByText(phone).waitFor()
    await enterCode(page, stack, phone)
    await expectSignedIn(page, email)
  })

  it('several steps in a row are walked through', async () => {
    const page = await newPage(options)
    const email = await someoneWith('radar_email_challenge', 'email_verification_required', 'mfa_enrollment')
    await enterEmailAndCode(page, stack, email)
    await page.getByRole('heading', { name: 'Is it really you?' }).waitFor()
    await enterCode(page, stack, email)
    await page.getByRole('heading', { name: 'Verify your address' }).waitFor()
    await enterCode(page, stack, email)
    await page.getByRole('heading', { name: 'Set up an authenticator app' }).waitFor()
    await typeCode(page, await workos.readTotp(email))
    await expectSignedIn(page, email)
  })

  it('a page of another step leads to the one that is due', async () => {
    const page = await newPage(options)
    await enterEmailAndCode(page, stack, await someoneWith('radar_email_challenge'))
    await page.getByRole('heading', { name: 'Is it really you?' }).waitFor()
    for (const path of ['/login/mfa', '/login/mfa/enroll', '/login/organization', '/login/methods', '/login/verify-email', '/login/code']) {
      await page.goto(stack.url + path)
      expect(new URL(page.url()).pathname, path).toBe('/login/challenge')
    }
  })
})
