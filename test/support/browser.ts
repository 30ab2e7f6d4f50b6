import { chromium, type Browser, type Page } from 'playwright-core'
import { findBrowser } from '../../cli/lib/findBrowser'
import { readCode } from './inbox'
import type { StackUrls } from './stack'

/** Keeps the browser from doing things of its own on the network while a test watches requests. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === undefined) throw new Error('No browser is installed; `npx tsx cli/chromium.ts` installs one.')
  return await chromium.launch({ executablePath, args: QUIET })
}

/** Signs in by clicking, as a person would, up to the page that follows the code. */
export async function signIn(page: Page, { url, workosUrl }: StackUrls, email: string): Promise<void> {
  await page.goto(`${url}/login`)
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('textbox', { name: 'Code' }).fill(await codeOnceAsked(page, workosUrl, email))
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await page.waitForURL(({ pathname }) => pathname !== '/login' && pathname !== '/login/code')
}

/** An earlier mail may hold an old code, so look only after the page says that a new one was sent. */
async function codeOnceAsked(page: Page, workosUrl: string, email: string): Promise<string> {
  await page.getByRole('textbox', { name: 'Code' }).waitFor()
  return await readCode(workosUrl, email)
}
