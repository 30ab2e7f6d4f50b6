import { describe, expect, inject, it } from 'vitest'
import { enterCode, enterEmailAndCode, expectSignedIn } from '../../support/signInPages'
import { newAddress } from '../../support/visitor'
import { SCRIPTS, useBrowser } from '../../support/withBrowser'
import { controlWorkos, SEED } from '../../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)
const { newPage } = useBrowser()

async function invite(invitation: Record<string, unknown> = {}) {
  const { id, token, email } = await workos.invite({
    // Consumer mail: only this very address may use it.
    email: newAddress('invited', 'gmail.com'),
    organization_id: SEED.acme,
    inviter_user_id: await workos.findUserId('grace@acme.com'),
    ...invitation,
  })
  return { id, email, url: `${stack.url}/invitation?invitation_token=${encodeURIComponent(token)}` }
}

describe.each(SCRIPTS)('an invitation, %s', (_, options) => {
  it('says who invites to what, and leads in', async () => {
    const page = await newPage(options)
    const { email, url } = await invite()
    await page.goto(url)
    await page.getByRole('heading', { name: 'Join Acme' }).waitFor()
    await page.getByText('Grace Hopper invites you to join Acme.').waitFor()
    await page.getByText(email).waitFor()
    await page.getByRole('button', { name: 'Accept the invitation' }).click()
    await enterCode(page, stack, email)
    await expectSignedIn(page, email)

    await page.goto(url)
    await page.getByRole('heading', { name: 'Already accepted' }).waitFor()
  })

  it('of somebody else is not taken by whoever is signed in, who can make room', async () => {
    const page = await newPage(options)
    const other = newAddress()
    await enterEmailAndCode(page, stack, other)
    await expectSignedIn(page, other)
    const { email, url } = await invite()
    await page.goto(url)
    await page.getByText(`You are signed in as ${other}.`).waitFor()
    expect(await page.getByRole('button', { name: 'Accept the invitation' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Sign out and continue' }).click()
    await page.getByRole('button', { name: 'Accept the invitation' }).click()
    await enterCode(page, stack, email)
    await expectSignedIn(page, email)
  })
})

describe('an invitation', () => {
  it('is accepted with one click by the invited person', async () => {
    const page = await newPage()
    const { email, url } = await invite()
    await enterEmailAndCode(page, stack, email)
    await expectSignedIn(page, email)
    await page.goto(url)
    await page.getByRole('button', { name: 'Accept the invitation' }).click()
    await expectSignedIn(page, email)
  })

  it('says so when it was withdrawn, or never was', async () => {
    const page = await newPage()
    const { id, url } = await invite()
    await workos.api('POST', `/user_management/invitations/${id}/revoke`)
    await page.goto(url)
    await page.getByRole('heading', { name: 'The invitation was withdrawn' }).waitFor()
    await page.goto(`${stack.url}/invitation?invitation_token=nothing`)
    await page.getByRole('heading', { name: 'No such invitation' }).waitFor()
    await page.goto(`${stack.url}/invitation`)
    await page.getByRole('heading', { name: 'No such invitation' }).waitFor()
  })

  it('keeps its address to itself', async () => {
    const page = await newPage()
    await page.goto((await invite()).url)
    expect(await page.locator('meta[name=referrer]').getAttribute('content')).toBe('same-origin')
  })
})
