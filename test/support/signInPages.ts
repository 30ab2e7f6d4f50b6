import type { Page } from 'playwright-core'
import { readCode } from './inbox'
import type { StackUrls } from './stack'

/** Types an address on the sign-in page, and sends it. */
export async function enterEmail(page: Page, { url }: StackUrls, email: string, path = '/login'): Promise<void> {
  await page.goto(url + path)
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
}

/** Types the code of the newest mail, or message, and sends it. */
export async function enterCode(page: Page, stack: StackUrls, to: string): Promise<void> {
  await typeCode(page, await readCode(stack.workosUrl, to))
}

export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Code' }).fill(code)
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
}

/** From the address to what follows the mailed code. */
export async function enterEmailAndCode(page: Page, stack: StackUrls, email: string): Promise<void> {
  await enterEmail(page, stack, email)
  await page.waitForURL('**/login/code')
  await enterCode(page, stack, email)
}

/** Waits for the tasks of this person. */
export async function expectSignedIn(page: Page, email: string): Promise<void> {
  await page.waitForURL('**/tasks')
  await page.getByText(email).waitFor()
}

export async function alertText(page: Page): Promise<string> {
  const alert = page.getByRole('alert')
  await alert.waitFor()
  return (await alert.textContent() ?? '').trim()
}
