import { describe, expect, inject, it } from 'vitest'
import { readCode } from '../support/inbox'
import { createVisitor, newAddress, type Visitor } from '../support/visitor'

const stack = inject('stack')

async function failure(response: Response) {
  const { code, message } = await response.json() as { code: string, message: string }
  return { status: response.status, code, message }
}

async function visitorWithCode(): Promise<{ visitor: Visitor, email: string, code: string }> {
  const visitor = createVisitor(stack.url)
  const email = newAddress()
  await visitor.postJson('/api/auth/magic-auth', { email })
  return { visitor, email, code: await readCode(stack.workosUrl, email) }
}

describe('addresses', () => {
  it.each(['', '   ', 'ada', 'ada@', '@example.com', 'ada@@example.com', `${'a'.repeat(400)}@example.com`])('refuses %j in words', async (email) => {
    const refused = await failure(await createVisitor(stack.url).postJson('/api/auth/magic-auth', { email }))
    expect(refused.status).toBe(400)
    expect(refused.message).toMatch(/email address/)
  })

  it('shows the refusal and the typed address on the page, once, without scripts', async () => {
    const visitor = createVisitor(stack.url)
    const response = await visitor.postForm('/api/auth/magic-auth', { email: 'ada@nowhere', returnTo: '/tasks?x=1' })
    expect(response.headers.get('location')).toBe('/login')
    const page = await (await visitor.request('/login')).text()
    expect(page).toMatch(/<p[^>]*role="alert"[^>]*>\s*That does not look like an email address/)
    expect(page).toContain('value="ada@nowhere"')
    expect(await (await visitor.request('/login')).text()).not.toContain('role="alert"')
  })
})

describe('codes', () => {
  it.each([['', 'six digits'], ['12345', 'six digits'], ['abcdef', 'six digits'], ['1234567', 'six digits']])('refuses %j without asking WorkOS', async (code, words) => {
    const { visitor } = await visitorWithCode()
    expect((await failure(await visitor.postJson('/api/auth/magic-auth/verify', { code }))).message).toContain(words)
  })

  it('refuses a wrong code, keeps the address and the place, and takes the right one afterwards', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress()
    await visitor.postForm('/api/auth/magic-auth', { email, returnTo: '/tasks?place=kept' })
    const code = await readCode(stack.workosUrl, email)
    const wrong = code === '111111' ? '222222' : '111111'

    expect((await visitor.postForm('/api/auth/magic-auth/verify', { code: wrong })).headers.get('location')).toBe('/login/code')
    const page = await (await visitor.request('/login/code')).text()
    expect(page).toContain('That code is not right')
    expect(page).toContain(email)
    expect((await visitor.postForm('/api/auth/magic-auth/verify', { code })).headers.get('location')).toBe('/tasks?place=kept')
  })

  it('refuses the code of another address', async () => {
    const [mine, other] = await Promise.all([visitorWithCode(), visitorWithCode()])
    const refused = await failure(await mine.visitor.postJson('/api/auth/magic-auth/verify', { code: other.code }))
    expect(refused).toMatchObject({ status: 400, code: 'invalid_one_time_code' })
  })

  it('refuses a code the second time', async () => {
    const { visitor, email, code } = await visitorWithCode()
    const second = createVisitor(stack.url)
    for (const [name, value] of visitor.cookies) second.cookies.set(name, value)
    expect((await visitor.postJson('/api/auth/magic-auth/verify', { code })).status).toBe(200)
    const refused = await failure(await second.postJson('/api/auth/magic-auth/verify', { code }))
    expect(refused).toMatchObject({ status: 400, code: 'one_time_code_previously_used' })
    expect(await (await second.request('/login/code')).text()).toContain(email)
  })

  it('asks to start again when the sign-in under way is gone', async () => {
    const visitor = createVisitor(stack.url)
    expect(await failure(await visitor.postJson('/api/auth/magic-auth/verify', { code: '123456' }))).toMatchObject({ status: 400, code: 'flow_expired' })
    expect((await visitor.postForm('/api/auth/magic-auth/verify', { code: '123456' })).headers.get('location')).toBe('/login')
    expect((await createVisitor(stack.url).request('/login/code')).headers.get('location')).toBe('/login')
  })
})

describe('bodies', () => {
  const post = (body: string, type = 'application/json') =>
    createVisitor(stack.url).request('/api/auth/magic-auth', { method: 'POST', body, headers: { 'content-type': type, 'accept': 'application/json' } })

  it.each(['{', 'null', '[]', '"text"', '{"email":{"$ne":1}}', '{"email":["a@b.co"]}', '{"email":1}', '\0'])('refuses %j', async (body) => {
    expect((await failure(await post(body))).status).toBe(400)
  })

  it('refuses ten megabytes, announced or not', async () => {
    const large = JSON.stringify({ email: 'a'.repeat(10_000_000) })
    expect(await failure(await post(large))).toMatchObject({ status: 413, code: 'body_too_large' })

    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let sent = 0; sent < 160; sent++) controller.enqueue(new Uint8Array(65_536).fill(97))
        controller.close()
      },
    })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: chunks, duplex: 'half', headers: { 'content-type': 'application/json' } }
    expect((await fetch(`${stack.url}/api/auth/magic-auth`, init)).status).toBe(413)
  })

  it('refuses a request made by another site', async () => {
    const headers: Array<Record<string, string>> = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]
    for (const foreign of headers) {
      const response = await createVisitor(stack.url).request('/api/auth/magic-auth', {
        method: 'POST',
        body: '{"email":"ada@example.com"}',
        headers: { 'content-type': 'application/json', ...foreign },
      })
      expect(await failure(response)).toMatchObject({ status: 403, code: 'cross_origin' })
    }
  })
})

describe('cookies', () => {
  const garbage = [
    'x', '', '%', '%00', 'Fe26.2', 'Fe26.2*1*a*b*c**d*e~2', 'Fe26.2**********~2', `Fe26.2*1*${'a'.repeat(3500)}`,
    '{"accessToken":"x"}', 'eyJhbGciOiJub25lIn0.e30.', '~2', '💥', '../../etc/passwd',
  ]
  it.each(garbage)('treats %j as signed out and clears it', async (value) => {
    for (const path of ['/', '/tasks', '/login', '/login/code', '/api/auth/session']) {
      const response = await fetch(new URL(path, stack.url), {
        redirect: 'manual',
        headers: { cookie: `wos-session=${encodeURIComponent(value)}; wos-flow=${encodeURIComponent(value)}` },
      })
      expect(response.status, path).toBeLessThan(400)
      if (path === '/tasks') expect(response.headers.get('location')).toBe('/login?returnTo=%2Ftasks')
      if (path === '/api/auth/session') {
        expect(await response.text()).toBe('null')
        if (value) expect(response.headers.getSetCookie().join()).toMatch(/wos-session=;.*Max-Age=0/)
      }
    }
  })
})
