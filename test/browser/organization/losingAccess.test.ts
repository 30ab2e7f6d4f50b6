import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../../support/browser'
import { openBrowserAs } from '../../support/browserSession'
import { createTeam } from '../../support/organizations'
import { controlWorkos } from '../../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)
const DRAFT = 'Half a thought'
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser.close())

describe('a member with an open page', () => {
  it('who is removed sees nothing more within two seconds, is told so, and keeps what they typed', async () => {
    const { manager, members: [member] } = await createTeam(stack, ['admin'])
    if (!member) throw new Error('The team has no member.')
    await manager.visitor.postForm('/api/tasks', { text: 'Secret plan' })
    const context = await openBrowserAs(browser, stack.url, member.visitor)
    const page = await context.newPage()
    await page.goto(`${stack.url}/tasks`)
    await page.getByRole('checkbox', { name: 'Secret plan' }).waitFor()
    await page.getByRole('textbox', { name: 'New task' }).fill(DRAFT)

    await workos.api('DELETE', `/user_management/organization_memberships/${member.membershipId}`)
    await page.getByRole('checkbox', { name: 'Secret plan' }).waitFor({ state: 'detached', timeout: 2_000 })
    await page.getByText('You have been signed out. What you typed is still here.').waitFor({ timeout: 5_000 })
    expect(await page.getByRole('textbox', { name: 'New task' }).inputValue()).toBe(DRAFT)
    expect(await page.getByRole('link', { name: 'Sign in again' }).getAttribute('href')).toBe('/login?returnTo=%2Ftasks')

    await manager.visitor.postForm('/api/tasks', { text: 'Even more secret' })
    await page.waitForTimeout(1_000)
    expect(await page.content()).not.toMatch(/secret/i)
    await context.close()
  })

  it('whose role changes gets, or loses, the controls without a reload', async () => {
    const { members: [member] } = await createTeam(stack, ['member'])
    if (!member) throw new Error('The team has no member.')
    const context = await openBrowserAs(browser, stack.url, member.visitor)
    const page = await context.newPage()
    await page.goto(`${stack.url}/organization`)
    await page.getByText('Your role: Member').waitFor()
    expect(await page.getByRole('button', { name: 'Send the invitation' }).count()).toBe(0)
    await workos.api('PUT', `/user_management/organization_memberships/${member.membershipId}`, { role_slug: 'admin' })
    await page.getByRole('button', { name: 'Send the invitation' }).waitFor({ timeout: 5_000 })
    const setup = await context.newPage()
    await setup.goto(`${stack.url}/organization/setup`)
    await setup.getByRole('heading', { name: 'Single sign-on and domains' }).waitFor()
    await workos.api('PUT', `/user_management/organization_memberships/${member.membershipId}`, { role_slug: 'member' })
    await page.getByRole('button', { name: 'Send the invitation' }).waitFor({ state: 'detached', timeout: 5_000 })
    await setup.getByRole('heading', { name: 'Your role does not allow this' }).waitFor({ timeout: 5_000 })
    await context.close()
  })
})
