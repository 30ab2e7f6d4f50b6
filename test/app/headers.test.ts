import { describe, expect, inject, it } from 'vitest'
import { startAppServer } from '../support/appServer'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { createSignedInVisitor, createVisitor, newAddress } from '../support/visitor'

const stack = inject('stack')

/** The directives of a policy with their sources. */
function policyOf(response: Response): Record<string, string[]> {
  const policy = response.headers.get('content-security-policy') ?? ''
  return Object.fromEntries(policy.split(';').map(directive => directive.trim().split(' ')).map(([name = '', ...sources]) => [name, sources]))
}

const read = (path: string, headers: Record<string, string> = {}) => createVisitor(stack.url).request(path, { headers: { accept: 'text/html', ...headers } })

describe('every answer', () => {
  it.each(['/', '/login', '/tasks', '/nowhere', '/favicon.svg', '/api/auth/session', '/auth/callback', '/health'])('%s is neither framed nor guessed at', async (path) => {
    const response = await read(path)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    })
    expect(response.headers.get('referrer-policy')).toMatch(/^(?:strict-origin-when-cross-origin|no-referrer)$/)
  })
})

describe('the policy of a page', () => {
  it('lets its own scripts run, by a nonce that is never the same', async () => {
    const nonces = await Promise.all([1, 2].map(async () => {
      const response = await read('/login')
      const sources = policyOf(response)['script-src'] ?? []
      const [, nonce = ''] = /^'nonce-([\w-]{22})'$/.exec(sources.at(-1) ?? '') ?? []
      expect(sources).toEqual(['\'self\'', `'nonce-${nonce}'`])
      const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(1)
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
      return nonce
    }))
    expect(new Set(nonces).size).toBe(2)
  })

  it('lets nobody frame it, replace its base or embed what is no page', async () => {
    expect(policyOf(await read('/'))).toMatchObject({ 'frame-ancestors': ['\'none\''], 'base-uri': ['\'none\''], 'object-src': ['\'none\''] })
  })

  it('allows Convex, by http and by its socket, and no other host', async () => {
    const { host } = new URL(stack.convexUrl)
    expect(policyOf(await read('/'))['connect-src']).toEqual(['\'self\'', `http://${host}`, `ws://${host}`])
  })

  it('allows no inline script or style anywhere, and no eval', async () => {
    for (const path of ['/', '/login', '/nowhere']) {
      const { 'style-src-attr': _, ...policy } = policyOf(await read(path))
      expect(Object.values(policy).flat()).not.toContain('\'unsafe-inline\'')
      expect(Object.values(policy).flat()).not.toContain('\'unsafe-eval\'')
      expect(policy['script-src']).not.toContain('https:')
    }
  })

  it('has hashes where a page may be the same for everyone', async () => {
    const response = await read('/nowhere')
    expect(response.status).toBe(404)
    expect(policyOf(response)['script-src']?.at(-1)).toMatch(/^'sha256-/)
    expect(await response.text()).not.toContain('nonce')
  })

  it('gives no nonce to what a visitor wrote', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    await visitor.postJson('/api/tasks', { text: '<script>alert(1)</script><style>' })
    const html = await (await visitor.request('/tasks')).text()
    expect(html).toContain('&lt;script&gt;alert(1)')
    expect(html.match(/nonce="/g)?.length).toBe(html.match(/<(?:script|style)\b/g)?.length)
  })
})

describe('transport security', () => {
  it('is asked for by https only, and only when a trusted proxy says so', async () => {
    expect((await read('/', { 'x-forwarded-proto': 'https' })).headers.has('strict-transport-security')).toBe(false)
    const behindProxy = await startAppServer(stack, { cookiePassword: createCookiePassword(), env: { TRUSTED_PROXY_HOPS: '1' } })
    try {
      const header = async (protocol: string) => (await fetch(behindProxy.url, { headers: { 'x-forwarded-proto': protocol } })).headers.get('strict-transport-security')
      expect(await header('https')).toMatch(/^max-age=\d{8}$/)
      expect(await header('http')).toBeNull()
    }
    finally {
      await behindProxy.stop()
    }
  })
})
