import { describe, expect, inject, it } from 'vitest'
import { createSignedInVisitor, createVisitor, newAddress } from '../support/visitor'

const stack = inject('stack')

describe('the server\'s render', () => {
  it('has the user\'s own tasks in the HTML', async () => {
    const [mine, theirs] = await Promise.all([createSignedInVisitor(stack, newAddress()), createSignedInVisitor(stack, newAddress())])
    await mine.postForm('/api/tasks', { text: 'Water the <ferns>' })
    await theirs.postForm('/api/tasks', { text: 'Feed the cat' })

    const page = await (await mine.request('/tasks')).text()
    expect(page).toContain('<span>Water the &lt;ferns&gt;</span>')
    expect(page).not.toContain('Feed the cat')
  })

  it('keeps pages with a session out of every cache', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    for (const path of ['/', '/tasks']) {
      const { headers } = await visitor.request(path)
      expect(headers.get('cache-control')).toBe('private, no-store')
      expect(headers.get('vary')).toMatch(/\bcookie\b/i)
    }
  })

  it('has no token in it for a visitor', async () => {
    expect(await (await createVisitor(stack.url).request('/')).text()).not.toMatch(/eyJ[\w-]+\.[\w-]+\./)
  })

  it('never has the refresh token, the API key or the cookie password in it', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    const html = (await Promise.all(['/', '/tasks'].map(async path => (await visitor.request(path)).text()))).join()
    expect(html).toMatch(/eyJ[\w-]+\.[\w-]+\./)
    expect(html).not.toMatch(/refresh_?token|sk_test_|cookiePassword/i)
  })
})

describe('task forms without scripts', () => {
  it('add, check, uncheck and delete', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    expect((await visitor.postForm('/api/tasks', { text: 'Sweep' })).headers.get('location')).toBe('/tasks')
    const list = async () => (await visitor.request('/tasks')).text()
    const id = /\/api\/tasks\/([^/]+)\/toggle/.exec(await list())?.[1] ?? ''

    await visitor.postForm(`/api/tasks/${id}/toggle`, { done: 'on' })
    expect(await list()).toMatch(/<li class="done">[\s\S]*Sweep/)
    await visitor.postForm(`/api/tasks/${id}/toggle`, {})
    expect(await list()).not.toContain('class="done"')
    await visitor.postForm(`/api/tasks/${id}/remove`, {})
    expect(await list()).not.toContain('Sweep')
  })

  it('say what is wrong, and keep what was typed for one more look', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    const response = await visitor.postForm('/api/tasks', { text: ' \t ' })
    expect(response.headers.get('location')).toBe('/tasks?error=invalid_input')
    const page = await (await visitor.request('/tasks?error=invalid_input')).text()
    expect(page).toMatch(/role="alert"[^>]*>\s*Write what is to be done/)
    expect(page).toContain('value=" \t "')
    expect(await (await visitor.request('/tasks')).text()).not.toContain('value=" \t "')
  })

  it('do not touch another person\'s task', async () => {
    const [mine, theirs] = await Promise.all([createSignedInVisitor(stack, newAddress()), createSignedInVisitor(stack, newAddress())])
    const { id } = await (await mine.postJson('/api/tasks', { text: 'Mine' })).json() as { id: string }
    for (const action of ['toggle', 'remove']) {
      const response = await theirs.postJson(`/api/tasks/${id}/${action}`, { done: true })
      expect([response.status, (await response.json() as { code: string }).code]).toEqual([404, 'not_found'])
    }
    expect(await (await mine.request('/tasks')).text()).toContain('Mine')
  })

  it('send someone without a session to the sign-in page', async () => {
    expect((await createVisitor(stack.url).postForm('/api/tasks', { text: 'x' })).headers.get('location')).toBe('/login?returnTo=%2Ftasks')
    expect((await createVisitor(stack.url).postJson('/api/tasks', { text: 'x' })).status).toBe(401)
  })
})
