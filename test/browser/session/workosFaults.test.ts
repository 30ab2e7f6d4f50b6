import type { Browser } from 'playwright-core'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../support/browser'
import { disturb } from '../../support/disturbance'
import { startStack } from '../../support/stack'

const TOKEN_TTL_S = 20
const LIFETIME_MS = TOKEN_TTL_S * 1000

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
})

// A fault hits everyone who uses the emulator, so each has a stack of its own.
it.concurrent.each([
  { name: 'workos-500', fault: { status: 500, body: { message: 'Made to fail.' } } },
  { name: 'workos-429', fault: { status: 429, headers: { 'retry-after': '3' }, body: { message: 'Too many requests.' } } },
  { name: 'workos-hangs', fault: { delayMs: 25_000 } },
])('a WorkOS that fails to renew sessions for a whole lifetime is not noticed: $name', async ({ name, fault }) => {
  const stack = await startStack({ prod: true, tokenTtl: TOKEN_TTL_S })
  try {
    const { refreshes } = await disturb(browser, stack, {
      name,
      happen: async () => {
        const hooks = `${stack.workosUrl}/_emulate/hooks`
        const added = await fetch(hooks, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ method: 'POST', path: '/user_management/authenticate', grantType: 'refresh_token', ...fault }),
        })
        expect(added.ok, await added.text()).toBe(true)
        // From the start of the first try to renew to the end of the token.
        await delay(LIFETIME_MS * 1.25)
        await fetch(hooks, { method: 'DELETE' })
        await delay(LIFETIME_MS)
      },
    })
    const statuses = refreshes.map(({ status }) => status)
    expect(statuses.some(status => status !== 200), JSON.stringify(refreshes)).toBe(true)
    expect(statuses, JSON.stringify(refreshes)).toContain(200)
  }
  finally {
    await stack.stop()
  }
}, 180_000)
