import { describe, expect, inject, it } from 'vitest'
import { createSignedInVisitor, createVisitor, newAddress } from '../support/visitor'

const stack = inject('stack')

describe('the session', () => {
  it('is told to the browser without tokens', async () => {
    const email = newAddress()
    const visitor = await createSignedInVisitor(stack, email)
    const response = await visitor.request('/api/auth/session')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const session = await response.json() as Record<string, unknown>
    expect(session).toMatchObject({ user: { email, emailVerified: true }, organizationId: null, permissions: [] })
    expect(Object.keys(session).sort()).toEqual([
      'entitlements', 'expiresAt', 'featureFlags', 'impersonator', 'organizationId', 'permissions', 'role', 'roles', 'sessionId', 'user',
    ])
  })

  it('is null for a visitor, and there is no token', async () => {
    const visitor = createVisitor(stack.url)
    expect(await (await visitor.request('/api/auth/session')).json()).toBeNull()
    const response = await visitor.postJson('/api/auth/token', {})
    expect([response.status, await response.json()]).toEqual([401, { code: 'unauthenticated', message: 'Sign in first.' }])
  })

  it('carries the organization, role and permissions of a member', async () => {
    const visitor = await createSignedInVisitor(stack, 'grace@acme.com')
    expect(await (await visitor.request('/api/auth/session')).json()).toMatchObject({
      role: 'admin',
      permissions: expect.arrayContaining(['tasks:write', 'members:manage']),
      organizationId: expect.stringMatching(/^org_/),
    })
  })

  it('renews a token that the caller names as stale, once for everyone', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    const { token } = await (await visitor.postJson('/api/auth/token', {})).json() as { token: string }
    const { jti } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }

    // All with the same old cookie, as several tabs would.
    const cookie = `wos-session=${visitor.cookies.get('wos-session')}`
    const answers = await Promise.all(Array.from({ length: 20 }, async () => {
      const response = await fetch(`${stack.url}/api/auth/token`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify({ stale: jti }) })
      return { status: response.status, ...await response.json() as { token: string } }
    }))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const tokens = new Set(answers.map(({ token }) => token))
    expect(tokens.size).toBe(1)
    expect(tokens.has(token)).toBe(false)
  })

  it('is sealed in a cookie that scripts cannot read', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress()
    await visitor.postJson('/api/auth/magic-auth', { email })
    const signedIn = await createSignedInVisitor(stack, email)
    const value = decodeURIComponent(signedIn.cookies.get('wos-session') ?? '')
    expect(value).toMatch(/^Fe26\.2\*1\*.*~2$/)
    expect(`wos-session=${value}`.length).toBeLessThan(4096)
  })
})
