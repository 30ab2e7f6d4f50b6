import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { withoutTestMarks } from '../../../cli/lib/appEnv'
import { findRandomPorts } from '../../../cli/lib/portProbe'
import { launchBrowser } from '../../support/browser'
import { BUILD_TIMEOUT_MS, startFixtureApp, type FixtureApp } from '../../support/fixtureApp'

const stack = inject('stack')
/** How much more than an empty page of Nuxt's the sign-in page may load, in bytes. */
const BUDGET = 4096

let empty: FixtureApp
let emptyUrl: string
let browser: Browser
beforeAll(async () => {
  const port = await findRandomPorts(1)
  emptyUrl = `http://localhost:${port}`
  empty = await startFixtureApp('test/fixtures/empty', { ...withoutTestMarks(process.env), PORT: String(port), HOST: '127.0.0.1' })
  browser = await launchBrowser()
}, BUILD_TIMEOUT_MS + 30_000)
afterAll(async () => {
  await browser.close()
  await empty.stop()
})

/** Every script that a browser asks for until it has nothing left to do, whether it runs or is kept for later. */
async function loadScripts(url: string): Promise<{ text: string, bytes: number }[]> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const scripts: Promise<string>[] = []
  page.on('response', response => response.url().endsWith('.js') && scripts.push(response.text()))
  await page.goto(url, { waitUntil: 'networkidle' })
  const texts = await Promise.all(scripts)
  await context.close()
  return texts.map(text => ({ text, bytes: gzipSync(text, { level: 9 }).length }))
}

const sum = (scripts: { bytes: number }[]) => scripts.reduce((total, { bytes }) => total + bytes, 0)

describe('the sign-in page', () => {
  it(`loads at most ${BUDGET} bytes of scripts more than an empty page`, async () => {
    const [nothing, login] = [await loadScripts(emptyUrl), await loadScripts(`${stack.url}/login`)]
    expect(nothing.length).toBeGreaterThan(0)
    expect(sum(login) - sum(nothing), `${sum(login)} bytes against ${sum(nothing)}`).toBeLessThanOrEqual(BUDGET)
  })

  it('loads nothing of Convex, WorkOS, other languages or other tenants', async () => {
    const text = (await loadScripts(`${stack.url}/login`)).map(script => script.text).join('\n')
    expect(text).toContain('/api/auth/magic-auth')
    const strange = ['ConvexClient', 'convex.cloud', 'new WebSocket', 'workos-inc', 'authkit', 'Anmelden', 'Sign in', 'light-dark', 'tenants']
    expect(strange.filter(word => text.includes(word))).toEqual([])
  })
})
