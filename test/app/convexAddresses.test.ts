import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { startAppServer, type AppServer } from '../support/appServer'
import { createSignedInVisitor, newAddress } from '../support/visitor'

const PUBLIC = 'https://convex.example.com'
const stack = inject('stack')
let server: AppServer

beforeAll(async () => {
  server = await startAppServer(stack, { cookiePassword: createCookiePassword(), env: { NUXT_PUBLIC_CONVEX_URL: PUBLIC } })
})
afterAll(async () => await server.stop())

describe('a Convex that the server reaches by another address than browsers do', () => {
  it('is asked by the server at its own, and named to browsers by theirs', async () => {
    const visitor = await createSignedInVisitor(server, newAddress())
    expect((await visitor.postJson('/api/tasks', { text: 'Inside' })).status).toBe(200)
    const response = await visitor.request('/tasks')
    const html = await response.text()
    expect(html).toContain('<span>Inside</span>')
    expect(html).toContain(`convexUrl:"${PUBLIC}"`)
    expect(html).not.toContain(new URL(stack.convexUrl).host)
    expect(response.headers.get('content-security-policy')).toContain(`connect-src 'self' ${PUBLIC} ${PUBLIC.replace('https', 'wss')};`)
  })
})
