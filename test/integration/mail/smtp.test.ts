import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSmtpDriver } from '../../../server/mail/drivers/smtp'
import type { MailAddress } from '../../../server/mail/environment'
import { deliver, failToDeliver } from './support/deliver'
import { codeMail, from, invitationMail } from './support/sampleMails'
import { startScriptedServer, type ScriptedServer } from './support/scriptedServer'
import { reply, startSmtpServer, type SMTPServerOptions, type TestSmtpServer } from './support/smtpServer'

// Refusals can look up the visitor's language in Nitro's configuration, which these tests do without.
vi.mock('nitropack/runtime', () => ({}))

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function smtpServer(options?: SMTPServerOptions, port?: number): Promise<TestSmtpServer> {
  const server = await startSmtpServer(options, port)
  cleanups.push(server.close)
  return server
}

async function scriptedServer(...script: Parameters<typeof startScriptedServer>): Promise<ScriptedServer> {
  const server = await startScriptedServer(...script)
  cleanups.push(server.close)
  return server
}

function driver({ port, host = '127.0.0.1', protocol = 'smtp', login = '', query = '', sender = from }: { port: number, host?: string, protocol?: string, login?: string, query?: string, sender?: MailAddress }) {
  const driver = createSmtpDriver({ url: `${protocol}://${login}${host}:${port}${query}`, from: sender })
  cleanups.push(() => driver.close?.())
  return driver
}

const STARTTLS = { disabledCommands: [] }
/** The test server signs its own certificate. */
const TRUST = 'tls.rejectUnauthorized=false'

describe('a mail over SMTP', () => {
  it('arrives as it was written', async () => {
    const server = await smtpServer()
    expect(await deliver(driver(server), codeMail())).toBe(true)
    expect(server.mails).toMatchObject([{
      subject: '123456 is your code for Northwind',
      from: { name: 'Northwind', address: 'login@northwind.example' },
      to: [{ name: '', address: 'ada@example.com' }],
      envelope: { from: 'login@northwind.example', to: ['ada@example.com'] },
      text: expect.stringContaining('\n\n123456\n\n'),
      html: expect.stringContaining('>123456</p>'),
    }])
    const headers = Object.fromEntries((server.mails[0]?.headers ?? []).map(({ key, value }) => [key, value]))
    expect(headers).toMatchObject({ 'auto-submitted': 'auto-generated', 'content-type': expect.stringContaining('multipart/alternative') })
    expect(headers).not.toHaveProperty('x-mailer')
  })

  it.each([
    ['de', 'ist Ihr Code', 'Geben Sie diesen Code'], ['fr', 'est votre code', 'où vous l’avez demandé'],
    ['es', 'es su código', 'página donde lo pidió'], ['ja', 'の認証コードです', '次のコードを入力してください'],
  ])('survives the wire in %s', async (locale, subject, lead) => {
    const server = await smtpServer()
    await deliver(driver(server), codeMail({ locale }))
    expect(server.mails[0]?.subject).toContain(subject)
    expect(server.mails[0]?.text).toContain(lead)
    expect(server.mails[0]?.html).toContain(lead)
    expect(server.mails[0]?.source).toMatch(/^[\t\r\n -~]*$/)
  })

  it('is from the name in MAIL_FROM when there is one', async () => {
    const server = await smtpServer()
    await deliver(driver({ ...server, sender: { name: 'Sign-in, "Größe"', address: 'x@y.example' } }), codeMail())
    expect(server.mails[0]?.from).toMatchObject({ name: 'Sign-in, "Größe"', address: 'x@y.example' })
  })

  it.each([
    'Acme\r\nBcc: everyone@example.com',
    'Acme\nContent-Type: text/plain\n\nHello',
    '=?utf-8?Q?Acme=0D=0ABcc:_everyone@example.com?=',
    `${'long '.repeat(60)}\r\nBcc: everyone@example.com`,
  ])('has no header that a name brought: %j', async (name) => {
    const server = await smtpServer()
    await deliver(driver({ ...server, sender: from }), invitationMail({ organization: name, inviter: name, brand: { name } }))
    const [mail] = server.mails
    expect(mail?.envelope.to).toEqual(['ada@example.com'])
    expect(mail?.bcc).toBeUndefined()
    expect(mail?.headers.map(({ key }) => key).sort()).toEqual(['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to', 'x-auto-response-suppress'])
    expect(mail?.html).toContain('Accept the invitation')
  })

  it.each([
    'ada@example.com, bob@example.com', 'Bob <bob@example.com>', 'ada@example.com\r\nBcc: bob@example.com', 'ada@example.com>\r\nRCPT TO:<bob@example.com', '',
  ])('goes to one plain address only, not to %j', async (to) => {
    const server = await smtpServer()
    expect(await failToDeliver(driver(server), codeMail({ to }))).toMatchObject({ code: 'mail_failed', logged: expect.stringContaining('no plain address') })
    expect(server.connections()).toBe(0)
  })

  it('uses one connection for several mails', async () => {
    const server = await smtpServer()
    const smtp = driver(server)
    for (const code of ['111111', '222222', '333333']) await deliver(smtp, codeMail({ code }))
    expect(server.mails.map(({ subject }) => subject?.slice(0, 6))).toEqual(['111111', '222222', '333333'])
    expect(server.connections()).toBe(1)
  })

  it('is sent on a new connection when the server ended the old one', async () => {
    const first = await startSmtpServer()
    const smtp = driver(first)
    await deliver(smtp, codeMail())
    await first.close()
    const second = await smtpServer({}, first.port)
    await deliver(smtp, codeMail({ code: '654321' }))
    expect(second.mails[0]?.subject).toContain('654321')
  })
})

describe('encryption', () => {
  it('is used where it is offered, before the password', async () => {
    const server = await smtpServer(STARTTLS)
    await deliver(driver({ ...server, login: 'user%40x:p%40ss@', query: `?${TRUST}` }), codeMail())
    expect(server.mails).toMatchObject([{ secure: true, user: 'user@x' }])
    expect(server.credentials).toEqual(['user@x', 'p@ss'])
  })

  it('can be there from the start', async () => {
    const server = await smtpServer({ secure: true })
    await deliver(driver({ ...server, protocol: 'smtps', query: `?${TRUST}` }), codeMail())
    expect(server.mails).toMatchObject([{ secure: true }])
  })

  // This machine by a name that is not known to be this machine.
  it('must be offered by servers elsewhere, which get neither password nor mail without it', async () => {
    const server = await smtpServer()
    const failed = await failToDeliver(driver({ ...server, host: '0.0.0.0', login: 'user:hunter2@' }), codeMail())
    expect(failed).toMatchObject({ code: 'mail_failed', logged: expect.stringMatching(/ETLS|STARTTLS/) })
    expect(server).toMatchObject({ mails: [], credentials: [] })
  })

  it('is not insisted on where the address says so', async () => {
    const server = await smtpServer()
    expect(await deliver(driver({ ...server, host: '0.0.0.0', query: '?requireTLS=false' }), codeMail())).toBe(true)
  })

  it('is not given up when the server refuses it', async () => {
    const server = await scriptedServer('220 ready', line => /^EHLO/.test(line) ? '250-hello\r\n250-AUTH PLAIN\r\n250 STARTTLS' : /^STARTTLS/.test(line) ? '454 TLS not available' : '250 ok')
    const failed = await failToDeliver(driver({ ...server, login: 'user:hunter2@' }), codeMail())
    expect(failed).toMatchObject({ code: 'mail_failed', logged: expect.stringContaining('454') })
    expect(server.lines.filter(line => /^(?:AUTH|MAIL|DATA)/.test(line))).toEqual([])
  })

  it('counts only with a certificate that is trusted', async () => {
    const server = await smtpServer({ secure: true })
    const failed = await failToDeliver(driver({ ...server, protocol: 'smtps', login: 'user:hunter2@' }), codeMail())
    expect(failed).toMatchObject({ code: 'mail_failed', logged: expect.stringMatching(/certificate/) })
    expect(server).toMatchObject({ mails: [], credentials: [] })
  })
})

describe('a mail that fails', () => {
  it.each<[string, SMTPServerOptions, RegExp]>([
    ['the password is wrong', { onAuth: (_, __, callback) => callback(reply(535, 'Authentication failed for user ada@example.com')) }, /EAUTH.*535/],
    ['the sender is not allowed', { onMailFrom: (_, __, callback) => callback(reply(553, 'Sender <login@northwind.example> not owned by user')) }, /EENVELOPE.*553/],
    ['the server is greylisting', { onRcptTo: (_, __, callback) => callback(reply(451, '<ada@example.com>: Recipient address rejected: Greylisted')) }, /EENVELOPE.*451/],
    ['the mailbox does not exist', { onRcptTo: ({ address }, _, callback) => callback(reply(550, `no such user ${address}`)) }, /EENVELOPE.*550/],
    ['the content is refused', { onData: (stream, _, callback) => void stream.resume().on('end', () => callback(reply(554, 'spam: "123456 is your code", for ada@example.com'))) }, /EMESSAGE.*554/],
    ['the server is full', { onConnect: (_, callback) => callback(reply(421, 'too many connections')) }, /421/],
  ])('says so when %s, and logs neither code nor address nor password', async (_, options, reason) => {
    const server = await smtpServer(options)
    const failed = await failToDeliver(driver({ ...server, login: 'user:hunter2@' }), codeMail())
    expect(failed).toMatchObject({ code: 'mail_failed', status: 503, message: 'The mail could not be sent. Try again in a moment.' })
    expect(failed.logged).toMatch(reason)
    expect(failed.logged).toMatch(/^magic-code to a…@example\.com: /)
    expect(failed.logged).not.toMatch(/123456|ada@|login@|hunter2/)
  })

  it('says so when nobody listens', async () => {
    const server = await smtpServer()
    await server.close()
    cleanups.length = 0
    expect(await failToDeliver(driver(server), codeMail())).toMatchObject({ code: 'mail_failed', logged: expect.stringContaining('ECONNREFUSED') })
  })

  it.each<[string, string | null, (line: string) => string | null]>([
    ['does not greet', null, () => null],
    ['does not answer', '220 ready', () => null],
    ['stops before the mail', '220 ready', line => /^EHLO/.test(line) ? '250 hello' : /^MAIL/.test(line) ? '250 ok' : null],
    ['does not confirm the mail', '220 ready', line => /^DATA/.test(line) ? '354 go on' : /^(?:EHLO|MAIL|RCPT)/.test(line) ? '250 ok' : null],
  ])('is given up at the deadline when the server %s, and the connection with it', async (_, greeting, answer) => {
    const server = await scriptedServer(greeting, answer)
    const started = performance.now()
    const failed = await failToDeliver(driver(server), codeMail(), 400)
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(failed).toMatchObject({ code: 'mail_failed', logged: expect.stringContaining('not taken within 400 ms') })
    await server.closed
  })

  it('does not stand in the way of the next one', async () => {
    let refusals = 1
    const server = await smtpServer({ onRcptTo: (_, __, callback) => callback(refusals-- > 0 ? reply(451, 'later') : null) })
    const smtp = driver(server)
    await failToDeliver(smtp, codeMail())
    expect(await deliver(smtp, codeMail({ code: '222222' }))).toBe(true)
    expect(server.mails).toHaveLength(1)
  })

  it('is not sent twice', async () => {
    let tries = 0
    const server = await smtpServer({ onRcptTo: (_, __, callback) => {
      tries++
      callback(reply(451, 'later'))
    } })
    await failToDeliver(driver(server), codeMail())
    expect(tries).toBe(1)
  })
})
