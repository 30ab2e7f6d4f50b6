import { access, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countRefreshes } from '../support/appServer'
import { startCuttableProxy, type CuttableProxy } from '../support/cuttableProxy'
import { readCode } from '../support/inbox'
import { startNativeExample, type NativeExample } from '../support/nativeExample'
import { startStack, type Stack } from '../support/stack'
import { createSignedInVisitor, newAddress } from '../support/visitor'
import { addElsewhere } from '../support/workAtTasks'
import { controlWorkos, passProvider } from '../support/workosControl'

const TOKEN_TTL_S = 8

/** A stack of its own: its tokens are short-lived, and its network is cut. */
let stack: Stack
let proxies: CuttableProxy[]
let folder: string
const running: NativeExample[] = []

beforeAll(async () => {
  stack = await startStack({ prod: true, tokenTtl: TOKEN_TTL_S })
  proxies = await Promise.all([stack.url, stack.convexUrl].map(url => startCuttableProxy(Number(new URL(url).port))))
  folder = await mkdtemp(join(tmpdir(), 'native-example-'))
})
afterAll(async () => {
  for (const example of running) await example.kill()
  await Promise.all(proxies.map(proxy => proxy.close()))
  await stack.stop()
  await rm(folder, { recursive: true })
})

function start(sessionFile: string, ...args: string[]): NativeExample {
  const [app, convex] = proxies.map(({ port }) => `http://127.0.0.1:${port}`)
  const example = startNativeExample(['--url', app ?? '', '--convex', convex ?? '', '--session', sessionFile, ...args])
  running.push(example)
  return example
}

async function activeSessions(email: string): Promise<number> {
  const workos = controlWorkos(stack.workosUrl)
  const sessions = await workos.listSessions(await workos.findUserId(email))
  return sessions.filter(({ status }) => status === 'active').length
}

it('signs in through the browser, lives through five tokens, a cut network and a crash, and signs out', async () => {
  const email = newAddress('native')
  const sessionFile = join(folder, 'browser', 'session.json')
  const first = start(sessionFile, '--provider', 'google')
  const [, url = ''] = await first.waitFor(/Sign in here: (\S+)/)
  const redirectUri = new URL(url).searchParams.get('redirect_uri') ?? ''
  expect(redirectUri).toMatch(/^http:\/\/localhost:\d+\/auth\/callback$/)
  const page = await fetch(new URL(await passProvider(url, { email }), redirectUri))
  expect(await page.text()).toContain('go back to the terminal')

  await first.waitFor(new RegExp(`Signed in as ${email}`))
  await first.waitFor(/Tasks \(0\)/)
  expect((await stat(sessionFile)).mode & 0o777).toBe(0o600)
  expect(await readFile(sessionFile, 'utf8')).not.toMatch(/eyJ/)
  first.type('Buy milk')
  await first.waitFor(/Tasks \(1\):\n {2}\[ \] Buy milk/)

  await fetch(`${stack.workosUrl}/_emulate/requests`, { method: 'DELETE' })
  await delay(5 * TOKEN_TTL_S * 1000)
  // One for each life, and no more than the early ones make of it.
  const refreshes = await countRefreshes(stack.workosUrl)
  expect(refreshes).toBeGreaterThanOrEqual(5)
  expect(refreshes).toBeLessThanOrEqual(8)

  const elsewhere = await createSignedInVisitor(stack, email)
  await addElsewhere(elsewhere, 'Added elsewhere')
  await first.waitFor(/\[ \] Added elsewhere/)

  for (const proxy of proxies) proxy.cut()
  await delay((TOKEN_TTL_S + 1) * 1000)
  await addElsewhere(await createSignedInVisitor(stack, email), 'Added while the network was cut')
  for (const proxy of proxies) proxy.restore()
  // Where no browser says that the network is back, Convex's client rests for up to 24 s before it tries again.
  await first.waitFor(/\[ \] Added while the network was cut/, 60_000)
  first.type('Written after the cut')
  await first.waitFor(/\[ \] Written after the cut/)
  expect(first.output()).not.toMatch(/signed out\./)

  await first.kill()
  const second = start(sessionFile)
  await second.waitFor(new RegExp(`Signed in as ${email}`))
  await second.waitFor(/Tasks \(4\)/)
  expect(second.output()).not.toContain('Sign in here')

  const before = await activeSessions(email)
  second.type('sign out')
  await second.waitFor(/You have been signed out\./)
  expect(await second.exited).toBe(0)
  expect(await activeSessions(email)).toBe(before - 1)
  await expect(access(sessionFile)).rejects.toThrow('ENOENT')
}, 150_000)

it('signs in with a mailed code, and takes the steps that come up', async () => {
  const email = newAddress('native')
  await controlWorkos(stack.workosUrl).demandSteps(email, ['email_verification_required'])
  const example = start(join(folder, 'code', 'session.json'), '--email', email)
  await example.waitFor(/Code mailed to/)
  const code = await readCode(stack.workosUrl, email)
  example.type(code === '000000' ? '111111' : '000000')
  await example.waitFor(/That code is not right/)
  await example.waitFor(/Code mailed to/)
  example.type(code)
  await example.waitFor(/Code mailed to/)
  example.type(await readCode(stack.workosUrl, email))
  await example.waitFor(new RegExp(`Signed in as ${email}`))
  await example.waitFor(/Tasks \(0\)/)
  example.type('sign out')
  expect(await example.exited).toBe(0)
}, 60_000)

it('is told when its session is ended elsewhere', async () => {
  const email = newAddress('native')
  const example = start(join(folder, 'elsewhere', 'session.json'), '--email', email)
  await example.waitFor(/Code mailed to/)
  example.type(await readCode(stack.workosUrl, email))
  await example.waitFor(/Tasks \(0\)/)
  const visitor = await createSignedInVisitor(stack, email)
  await visitor.postJson('/api/auth/sessions/revoke', { all: '1' })
  await example.waitFor(/You have been signed out\./, 3 * TOKEN_TTL_S * 1000)
  expect(await example.exited).toBe(0)
}, 60_000)
