import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emulatorAppEnv } from '../../cli/lib/appEnv'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { findRandomPorts } from '../../cli/lib/portProbe'
import type { StackUrls } from '../support/stack'
import { createSignedInVisitor, createVisitor, newAddress } from '../support/visitor'
import { passProvider } from '../support/workosControl'
import { startEmulators, type Emulators } from './support/emulators'
import { buildFor, PLATFORMS, serve, type Served } from './support/platform'

let emulators: Emulators

beforeAll(async () => {
  emulators = await startEmulators()
})
afterAll(async () => await emulators.stop())

describe.each(PLATFORMS)('the build for $preset', (platform) => {
  let served: Served
  let site: StackUrls

  beforeAll(async () => {
    await buildFor(platform)
    const port = await findRandomPorts(1)
    const env = emulatorAppEnv({ app: port, ...emulators })
    served = await serve(platform, port, { ...env, WORKOS_COOKIE_PASSWORD: createCookiePassword(), TRUSTED_PROXY_HOPS: '1' })
    site = { url: served.url, workosUrl: `http://localhost:${emulators.workos}`, convexUrl: env.CONVEX_URL }
  })
  afterAll(async () => await served?.stop())

  it('signs people in, and renders their own pages', async () => {
    const email = newAddress('deployed')
    const visitor = await createSignedInVisitor(site, email)
    expect((await visitor.postJson('/api/tasks', { text: 'Deployed' })).status).toBe(200)
    const html = await (await visitor.request('/tasks')).text()
    expect(html).toContain(email)
    expect(html).toContain('<span>Deployed</span>')
    expect((await visitor.postForm('/api/auth/logout', {})).status).toBe(303)
    expect((await visitor.request('/tasks')).headers.get('location')).toContain('/login')
  })

  it('takes people back from a provider', async () => {
    const visitor = createVisitor(site.url)
    const { redirectTo } = await (await visitor.postJson('/api/auth/oauth/github', {})).json() as { redirectTo: string }
    const callback = await passProvider(redirectTo, { email: newAddress('deployed') })
    expect((await visitor.request(callback)).headers.get('location')).toBe('/tasks')
  })

  it('renews a token once for requests that come together', async () => {
    const visitor = await createSignedInVisitor(site, newAddress('deployed'))
    const { token } = await (await visitor.postJson('/api/auth/token', {})).json() as { token: string }
    const { jti } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }
    const answers = await Promise.all([1, 2, 3, 4].map(() => visitor.postJson('/api/auth/token', { stale: jti })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(new Set(await Promise.all(answers.map(async answer => (await answer.json() as { token: string }).token))).size).toBe(1)
  })

  it('sends a policy with each page, and says that it is ready', async () => {
    const visitor = createVisitor(site.url)
    expect((await visitor.request('/login', { headers: { 'x-forwarded-proto': 'https' } })).headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-/)
    expect(await (await visitor.request('/health')).json()).toEqual({ status: 'ok' })
    expect(await (await visitor.request('/health/ready')).json()).toEqual({ status: 'ok', checks: { convex: 'ok', workos: 'ok' } })
  })

  it('logs in lines of JSON, with the id of the request', async () => {
    const response = await createVisitor(site.url).postJson('/api/auth/oauth/nobody', {})
    const line = () => served.logs().split('\n').find(line => line.includes('provider_unknown'))
    await expect.poll(line).toBeDefined()
    expect(JSON.parse(line() ?? '')).toMatchObject({ level: 'info', requestId: response.headers.get('x-request-id') })
  })
})
