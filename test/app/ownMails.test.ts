import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { startAppServer, type AppServer } from '../support/appServer'
import { CALLERS, post, readSession } from '../support/signInSteps'
import { createVisitor, newAddress } from '../support/visitor'
import { controlWorkos } from '../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)

/** What the application handed to the mail service, and what that answers. */
const mails: Array<{ to: string, subject: string, text: string }> = []
let status = 200
let service: Server
let server: AppServer

beforeAll(async () => {
  service = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { to, subject, text } = JSON.parse(Buffer.concat(chunks).toString()) as { to: string | string[], subject: string, text: string }
      if (status === 200) mails.push({ to: [to].flat()[0] ?? '', subject, text })
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"id":"1"}')
    })
  })
  await new Promise<void>(resolve => service.listen(0, '127.0.0.1', resolve))
  server = await startAppServer(stack, {
    cookiePassword: createCookiePassword(),
    env: { MAIL_FROM: 'Northwind <login@example.com>', MAIL_RESEND_API_KEY: 're_test', MAIL_RESEND_URL: `http://127.0.0.1:${(service.address() as AddressInfo).port}` },
  })
})
afterAll(async () => {
  await server.stop()
  service.close()
})
beforeEach(() => {
  status = 200
  mails.length = 0
})

const newestCode = () => /\b\d{6}\b/.exec(mails.at(-1)?.text ?? '')?.[0] ?? ''

describe.each(CALLERS)('mails under the own name, by %s', (caller) => {
  it('carry the code to sign in with', async () => {
    const visitor = createVisitor(server.url)
    const email = newAddress('own')
    expect((await post(visitor, caller, '/api/auth/magic-auth', { email })).to).toBe('/login/code')
    expect(mails).toEqual([{ to: email, subject: expect.stringContaining('Northwind'), text: expect.stringMatching(/\b\d{6}\b/) }])
    expect((await post(visitor, caller, '/api/auth/magic-auth/verify', { code: newestCode() })).to).toBe('/tasks')
  })

  it('carry the code that proves an address, and carry it again', async () => {
    const visitor = createVisitor(server.url)
    const email = newAddress('own')
    await workos.demandSteps(email, ['email_verification_required'])
    await post(visitor, caller, '/api/auth/magic-auth', { email })
    expect((await post(visitor, caller, '/api/auth/magic-auth/verify', { code: newestCode() })).to).toBe('/login/verify-email')
    expect(mails).toHaveLength(2)
    expect((await post(visitor, caller, '/api/auth/step', { step: 'verify-email', resend: '1' })).to).toBe('/login/verify-email')
    expect(mails).toHaveLength(3)
    expect((await post(visitor, caller, '/api/auth/step', { step: 'verify-email', code: newestCode() })).to).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ user: { email } })
  })
})

describe('a mail that is not taken', () => {
  it('is told in words, and another one can be asked for', async () => {
    const visitor = createVisitor(server.url)
    const email = newAddress('own')
    status = 500
    expect((await post(visitor, 'JSON', '/api/auth/magic-auth', { email })).refusal).toMatchObject({ status: 503, code: 'mail_failed' })
    status = 200
    expect((await post(visitor, 'JSON', '/api/auth/magic-auth', {})).to).toBe('/login/code')
    expect((await post(visitor, 'JSON', '/api/auth/magic-auth/verify', { code: newestCode() })).to).toBe('/tasks')
  })

  it('does not lose the step that it is for', async () => {
    const visitor = createVisitor(server.url)
    const email = newAddress('own')
    await workos.demandSteps(email, ['email_verification_required'])
    await post(visitor, 'JSON', '/api/auth/magic-auth', { email })
    const code = newestCode()
    status = 500
    expect((await post(visitor, 'JSON', '/api/auth/magic-auth/verify', { code })).to).toBe('/login/verify-email')
    status = 200
    expect((await post(visitor, 'JSON', '/api/auth/step', { step: 'verify-email', resend: '1' })).to).toBe('/login/verify-email')
    expect((await post(visitor, 'JSON', '/api/auth/step', { step: 'verify-email', code: newestCode() })).to).toBe('/tasks')
  })
})
