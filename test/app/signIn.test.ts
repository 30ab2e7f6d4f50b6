import { describe, expect, inject, it } from 'vitest'
import { readCode, readMails } from '../support/inbox'
import { createSignedInVisitor, createVisitor, newAddress } from '../support/visitor'

const stack = inject('stack')

async function askForCode(fields: Record<string, string> = {}) {
  const visitor = createVisitor(stack.url)
  const email = newAddress()
  await visitor.postForm('/api/auth/magic-auth', { email, ...fields })
  return { visitor, email, code: await readCode(stack.workosUrl, email) }
}

describe('signing in with a mailed code', () => {
  it('sends someone without a session to the sign-in page, with the way back', async () => {
    const response = await createVisitor(stack.url).request('/tasks')
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('/login?returnTo=%2Ftasks')
  })

  it('works with plain forms', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress()
    const asked = await visitor.postForm('/api/auth/magic-auth', { email })
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/login/code'])
    expect(await (await visitor.request('/login/code')).text()).toContain(email)

    const verified = await visitor.postForm('/api/auth/magic-auth/verify', { code: await readCode(stack.workosUrl, email) })
    expect([verified.status, verified.headers.get('location')]).toEqual([303, '/tasks'])
    expect(await (await visitor.request('/tasks')).text()).toContain(email)
    expect(visitor.cookies.has('wos-flow')).toBe(false)
  })

  it('works with JSON', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress()
    expect(await (await visitor.postJson('/api/auth/magic-auth', { email })).json()).toEqual({
      next: '/login/code',
      flow: { email, step: { kind: 'code' }, lastMethod: null, error: null },
    })
    const verified = await visitor.postJson('/api/auth/magic-auth/verify', { code: await readCode(stack.workosUrl, email) })
    expect(await verified.json()).toEqual({ redirectTo: '/tasks' })
  })

  it('goes back to where the visitor came from', async () => {
    const { visitor, code } = await askForCode({ returnTo: '/tasks?from=mail' })
    const response = await visitor.postForm('/api/auth/magic-auth/verify', { code })
    expect(response.headers.get('location')).toBe('/tasks?from=mail')
  })

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '%0d%0aLocation:https://evil.example', '/\r\nLocation: https://evil.example', '/login'])(
    'does not leave the site for %j', async (returnTo) => {
      const { visitor, code } = await askForCode({ returnTo })
      const response = await visitor.postForm('/api/auth/magic-auth/verify', { code })
      expect(response.headers.get('location')).toBe('/tasks')
    })

  it('takes a code as people paste it', async () => {
    const { visitor, code } = await askForCode()
    const response = await visitor.postJson('/api/auth/magic-auth/verify', { code: ` ${code.slice(0, 3)} ${code.slice(3)}\n` })
    expect(await response.json()).toEqual({ redirectTo: '/tasks' })
  })

  it('mails a new code to the same address when asked for one', async () => {
    const { visitor, email } = await askForCode()
    expect((await visitor.postForm('/api/auth/magic-auth', {})).headers.get('location')).toBe('/login/code')
    expect(await readMails(stack.workosUrl, email)).toHaveLength(2)
  })

  it('answers the same for an address that is known and one that is not', async () => {
    const answers = await Promise.all(['ada@example.com', newAddress()].map(async (email) => {
      const response = await createVisitor(stack.url).postJson('/api/auth/magic-auth', { email })
      return [response.status, (await response.text()).replace(email, 'the address')]
    }))
    expect(answers[0]).toEqual(answers[1])
  })

  it('keeps someone who is signed in away from the sign-in page', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    const response = await visitor.request('/login')
    expect([response.status, response.headers.get('location')]).toEqual([302, '/tasks'])
  })
})

describe('signing out', () => {
  it('clears the cookie and ends the session at WorkOS', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    const kept = new Map(visitor.cookies)
    const response = await visitor.postForm('/api/auth/logout', {})
    expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
    expect(visitor.cookies.has('wos-session')).toBe(false)

    // A copy of the cookie is worth nothing from then on, although its access token still lives.
    for (const [name, value] of kept) visitor.cookies.set(name, value)
    expect((await visitor.postJson('/api/auth/token', {})).status).toBe(401)
    expect(visitor.cookies.has('wos-session')).toBe(false)
  })

  it('does nothing bad without a session', async () => {
    const response = await createVisitor(stack.url).postJson('/api/auth/logout', {})
    expect([response.status, await response.json()]).toEqual([200, { redirectTo: '/' }])
  })
})
