import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createResendDriver } from '../../../server/mail/drivers/resend'
import { deliver, failToDeliver } from './support/deliver'
import { codeMail, from, invitationMail } from './support/sampleMails'

// Refusals can look up the visitor's language in Nitro's configuration, which these tests do without.
vi.mock('nitropack/runtime', () => ({}))

// Whoever uses Resend may run where nodemailer cannot.
vi.mock('nodemailer', () => {
  throw new Error('nodemailer was loaded')
})

interface Call {
  method?: string
  url?: string
  headers: IncomingHttpHeaders
  body: unknown
}

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** Resend's API on this machine, as far as its documentation tells. */
async function startResend(answer: (response: ServerResponse) => void) {
  const calls: Call[] = []
  const server = createServer(async (request, response) => {
    calls.push({ method: request.method, url: request.url, headers: request.headers, body: await json(request) })
    answer(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { calls, driver: createResendDriver({ apiKey: 're_hunter2', url, from }) }
}

const accept = (response: ServerResponse) => void response.setHeader('content-type', 'application/json').end('{"id":"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794"}')
const refuse = (statusCode: number, body: string) => (response: ServerResponse) => {
  response.statusCode = statusCode
  response.setHeader('content-type', 'application/json').end(body)
}

describe('a mail through Resend', () => {
  it('is one request', async () => {
    const { calls, driver } = await startResend(accept)
    expect(await deliver(driver, codeMail())).toBe(true)
    expect(calls).toMatchObject([{
      method: 'POST',
      url: '/emails',
      headers: { 'authorization': 'Bearer re_hunter2', 'content-type': 'application/json', 'user-agent': 'nuxt-workos-convex' },
      body: {
        from: '"Northwind" <login@northwind.example>',
        to: ['ada@example.com'],
        subject: '123456 is your code for Northwind',
        text: expect.stringContaining('\n123456\n'),
        html: expect.stringContaining('>123456</p>'),
        headers: { 'Auto-Submitted': 'auto-generated' },
      },
    }])
  })

  it('is from a name that stays a name', async () => {
    const { calls, driver } = await startResend(accept)
    await deliver(driver, invitationMail({ brand: { name: 'A" <a@evil.example>, \\"B\r\nBcc: c@evil.example' } }))
    expect(calls[0]?.body).toMatchObject({ from: '"A\\" <a@evil.example>, \\\\\\"B Bcc: c@evil.example" <login@northwind.example>' })
  })

  it.each([
    [401, '{"statusCode":401,"name":"missing_api_key","message":"Missing API key in the authorization header."}', /401 missing_api_key/],
    [403, '{"statusCode":403,"name":"validation_error","message":"The northwind.example domain is not verified."}', /403 validation_error: The northwind.example domain is not verified/],
    [422, '{"statusCode":422,"name":"validation_error","message":"Invalid `to`: ada@example.com, subject 123456 is your code"}', /422 validation_error/],
    [429, '{"statusCode":429,"name":"rate_limit_exceeded","message":"Too many requests."}', /429 rate_limit_exceeded/],
    [500, '<html>oops 123456</html>', /500 unknown/],
    [502, '', /502 unknown/],
    [400, '{"name":7,"message":["x"]}', /400 unknown/],
    [307, '', /redirect/],
  ])('that is answered %i %s fails in words', async (status, body, reason) => {
    const { calls, driver } = await startResend((response) => {
      if (status === 307) response.setHeader('location', '/elsewhere')
      refuse(status, body)(response)
    })
    const failed = await failToDeliver(driver, codeMail())
    expect(failed).toMatchObject({ code: 'mail_failed', status: 503, message: 'The mail could not be sent. Try again in a moment.' })
    expect(failed.logged).toMatch(reason)
    expect(failed.logged).not.toMatch(/123456|ada@|re_hunter2/)
    expect(calls).toHaveLength(1)
  })

  it.each<[string, (response: ServerResponse) => void]>([
    ['answers nothing', () => {}],
    ['stops in the middle of its refusal', response => void response.writeHead(500, { 'content-length': 100 }).write('{"name":')],
  ])('is given up at the deadline when Resend %s', async (_, answer) => {
    const { driver } = await startResend(answer)
    expect(await failToDeliver(driver, codeMail(), 300)).toMatchObject({ code: 'mail_failed', logged: expect.stringContaining('not taken within 300 ms') })
  })

  it('fails in words when nobody listens', async () => {
    const driver = createResendDriver({ apiKey: 're_x', url: 'http://127.0.0.1:1', from })
    expect(await failToDeliver(driver, codeMail())).toMatchObject({ code: 'mail_failed', logged: expect.stringMatching(/ECONNREFUSED|bad port/) })
  })
})
