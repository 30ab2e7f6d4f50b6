import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createCookiePassword } from '../../../cli/lib/cookiePassword'
import { startAppServer, type AppServer } from '../../support/appServer'
import { SCRIPTS, useBrowser } from '../../support/withBrowser'

const stack = inject('stack')
const { newPage } = useBrowser()
/** Lets people with access to the WorkOS dashboard act as its users. */
let server: AppServer
beforeAll(async () => {
  server = await startAppServer(stack, { cookiePassword: createCookiePassword(), env: { NUXT_AUTH_IMPERSONATION: 'true' } })
})
afterAll(async () => await server.stop())

describe.each(SCRIPTS)('somebody who acts as a user, %s', (_, options) => {
  it('is told so on every page, with the reason, and can end it', async () => {
    const page = await newPage(options)
    const query = new URLSearchParams({ email: 'linus@acme.com', impersonator: 'eve@team.example', reason: 'Ticket 1234', redirect_uri: `${server.url}/auth/callback` })
    await page.goto(`${stack.workosUrl}/_emulate/impersonate?${query}`)
    for (const path of ['/', '/tasks']) {
      await page.goto(server.url + path)
      const banner = page.getByRole('complementary')
      await banner.getByText('eve@team.example is signed in as linus@acme.com.').waitFor()
      expect(await banner.textContent()).toContain('Reason: Ticket 1234')
    }
    await page.getByRole('button', { name: 'End this session' }).click()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    expect(await page.getByRole('complementary').count()).toBe(0)
  })
})
