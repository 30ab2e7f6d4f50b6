import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../../support/browser'
import { openBrowserAs } from '../../support/browserSession'
import { holdScripts } from '../../support/holdScripts'
import { hydrated } from '../../support/hydrated'
import { createTeam } from '../../support/organizations'
import { readConvexLog } from '../../support/serviceLogs'
import { createSignedInVisitor, newAddress } from '../../support/visitor'

const stack = inject('stack')
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => await browser.close())

/** Without scripts a page shows what the server knew when it was rendered: the webhook may be under way. */
async function untilShown(page: Page, has: boolean, text: string): Promise<void> {
  const isShown = async () => (await page.getByText(text, { exact: true }).count()) > 0
  for (let tries = 0; await isShown() !== has; tries++) {
    if (tries > 20) throw new Error(`${text} is ${has ? 'not ' : ''}on the page.`)
    await page.waitForTimeout(150)
    if (await page.evaluate(() => matchMedia('(scripting: none)').matches)) await page.reload()
  }
}

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
  it('a manager invites, revokes, changes a role and removes a member', async () => {
    const { manager, members: [member] } = await createTeam(stack, ['member'])
    if (!member) throw new Error('The team has no member.')
    const context = await openBrowserAs(browser, stack.url, manager.visitor, { javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(`${stack.url}/organization`)
    const invited = newAddress('asked')

    await page.getByRole('textbox', { name: 'Email' }).fill(invited)
    await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption('Admin')
    await page.getByRole('button', { name: 'Send the invitation', exact: true }).click()
    await page.getByText('The invitation is on its way.').waitFor()
    await untilShown(page, true, invited)
    await page.getByRole('button', { name: `Revoke the invitation of ${invited}` }).click()
    await page.getByText('The invitation was revoked.').waitFor()
    await untilShown(page, false, invited)

    await page.getByRole('combobox', { name: `Role of ${member.email}` }).selectOption('Admin')
    await page.getByRole('button', { name: `Save the role of ${member.email}` }).click()
    await page.getByText('The role was changed.').waitFor()

    await page.getByText(`Remove… ${member.email}`).click()
    await page.getByRole('button', { name: `Remove ${member.email}`, exact: true }).click()
    await page.getByText('The member was removed.').waitFor()
    await untilShown(page, false, member.email)
    await context.close()
  })

  it('what is refused is said in words, and what was typed stays', async () => {
    const { manager, members: [member] } = await createTeam(stack, ['member'])
    const context = await openBrowserAs(browser, stack.url, manager.visitor, { javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(`${stack.url}/organization`)
    await page.getByRole('textbox', { name: 'Email' }).fill(member?.email ?? '')
    await page.getByRole('button', { name: 'Send the invitation', exact: true }).click()
    expect(await page.getByRole('alert').textContent()).toContain('This person is a member already.')
    expect(await page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe(member?.email)
    await context.close()
  })

  it('the name of an organization stays when it is refused', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress('maker'))
    const context = await openBrowserAs(browser, stack.url, visitor, { javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(`${stack.url}/organization/new`)
    await page.getByRole('textbox', { name: 'Name' }).fill('   ')
    await page.getByRole('button', { name: 'Create' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('name')
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('   ')
    await context.close()
  })

  it('somebody makes an organization and leaves it when somebody else can manage it', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress('maker'))
    const context = await openBrowserAs(browser, stack.url, visitor, { javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(`${stack.url}/organization`)
    await page.getByText('You act in no organization right now.').waitFor()
    await page.getByRole('link', { name: 'New organization' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Greenhouse')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { name: 'Greenhouse' }).waitFor()
    await page.getByText('The organization is there.').waitFor()
    await page.getByText('Leave…').click()
    await page.getByRole('button', { name: 'Leave Greenhouse' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Nobody else can manage the members.')
    await context.close()
  })

  it('a person sees their devices, signs one out, and then all', async () => {
    const email = newAddress('roamer')
    const [here, elsewhere] = [await createSignedInVisitor(stack, email), await createSignedInVisitor(stack, email)]
    const context = await openBrowserAs(browser, stack.url, here, { javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(`${stack.url}/account`)
    const sessions = page.getByRole('list', { name: 'Where you are signed in' }).getByRole('listitem')
    expect(await sessions.count()).toBe(2)
    expect(await sessions.first().textContent()).toContain('This device')
    await sessions.last().getByRole('button', { name: /^Revoke / }).click()
    await sessions.nth(1).waitFor({ state: 'detached' })
    expect(await (await elsewhere.request('/api/auth/session')).text()).toBe('null')

    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    expect(await (await here.request('/api/auth/session')).text()).toBe('null')
    await context.close()
  })

  it('changes arrive on another screen by themselves', async () => {
    if (!javaScriptEnabled) return
    const { manager, members: [member] } = await createTeam(stack, ['member'])
    if (!member) throw new Error('The team has no member.')
    const context = await openBrowserAs(browser, stack.url, member.visitor)
    const page = await context.newPage()
    await page.goto(`${stack.url}/organization`)
    await page.getByText(manager.email, { exact: true }).waitFor()
    const joined = newAddress('joins')
    const giveRole = async (role: string) => await manager.visitor.postJson(`/api/organization/members/${member.membershipId}/role`, { role })
    await manager.visitor.postJson('/api/organization/invitations', { email: joined, role: 'member' })
    expect((await giveRole('admin')).ok).toBe(true)
    await page.getByText(joined, { exact: true }).waitFor()
    expect((await giveRole('member')).ok).toBe(true)
    await page.getByText(joined, { exact: true }).waitFor({ state: 'detached' })
    await page.getByText('Your role: Member').waitFor()
    // What only one of the roles allows was never asked for with the token of the other.
    const asked = (await readConvexLog(stack)).filter(entry => entry.function === 'invitations:list' && entry.identity?.includes(member.userId))
    expect(asked.map(({ success }) => success)).toContain(true)
    expect(asked.map(({ success }) => success)).not.toContain(false)
    await context.close()
  })
})

it('a form that was sent before the scripts arrived keeps its text, also when another one is accepted, and is empty once it is accepted', async () => {
  const { manager, members: [member] } = await createTeam(stack, ['member'])
  await manager.visitor.postJson('/api/organization/invitations', { email: newAddress('waits'), role: 'member' })
  const context = await openBrowserAs(browser, stack.url, manager.visitor)
  const page = await context.newPage()
  const release = await holdScripts(page)
  await page.goto(`${stack.url}/organization`, { waitUntil: 'commit' })
  const field = page.getByRole('textbox', { name: 'Email' })
  await field.fill(member?.email ?? '')
  await page.getByRole('button', { name: 'Send the invitation', exact: true }).click({ noWaitAfter: true })
  await page.getByRole('alert').getByText('This person is a member already.').waitFor()
  expect(await field.inputValue()).toBe(member?.email)

  release()
  await hydrated(page)
  expect(await field.inputValue()).toBe(member?.email)
  await page.getByRole('button', { name: /^Send again to / }).click()
  await page.getByText('The invitation is on its way once more.').waitFor()
  expect(await field.inputValue()).toBe(member?.email)
  await field.fill(newAddress('asked'))
  await page.getByRole('button', { name: 'Send the invitation', exact: true }).click()
  await page.getByText('The invitation is on its way.').waitFor()
  expect(await field.inputValue()).toBe('')
  await context.close()
})
