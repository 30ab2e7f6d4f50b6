import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format } from 'node:util'
import { createHooks } from 'hookable'
import type { NitroApp, NitroAppPlugin, NitroRuntimeHooks } from 'nitropack/types'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ROOT } from '../../../cli/lib/root'
import { useEmulator } from '../workos-emulator/startEmulator'
import { brand, codeMail, invitationMail } from './support/sampleMails'
import { reply, startSmtpServer, type TestSmtpServer } from './support/smtpServer'

/** Nitro's own hooks, without the rest of Nitro. */
const nitro = { hooks: createHooks<NitroRuntimeHooks>() } as NitroApp
vi.mock('nitropack/runtime', () => ({ useNitroApp: () => nitro, defineNitroPlugin: (plugin: NitroAppPlugin) => plugin }))

const emulator = useEmulator()
let smtp: TestSmtpServer

beforeEach(async () => {
  smtp = await startSmtpServer()
  // The environment is read once, and the mailer made once.
  vi.resetModules()
  const { hostname, port } = new URL(emulator.url)
  const env = { WORKOS_API_KEY: 'sk_test_emulator', WORKOS_CLIENT_ID: 'client_emulator', WORKOS_COOKIE_PASSWORD: 'p'.repeat(32), WORKOS_API_HOSTNAME: hostname, WORKOS_API_PORT: port, WORKOS_API_HTTPS: 'false', CONVEX_URL: 'http://127.0.0.1:3210' }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
})
afterEach(async () => {
  await nitro.hooks.callHook('close')
  nitro.hooks.removeAllHooks()
  await smtp.close()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const load = async () => ({ ...await import('../../../server/mail/sendMail'), ...await import('../../../server/mail/sendVerificationCode') })

function useSmtp() {
  vi.stubEnv('MAIL_FROM', 'Northwind <login@northwind.example>')
  vi.stubEnv('MAIL_SMTP_URL', `smtp://127.0.0.1:${smtp.port}`)
}

describe('sendMail', () => {
  it('leaves the mail to WorkOS when no way is set', async () => {
    const { sendMail } = await load()
    expect(await sendMail(undefined, codeMail())).toBe(false)
  })

  it('sends over SMTP, and ends the connection when the server stops', async () => {
    useSmtp()
    const { sendMail } = await load()
    expect(await sendMail(undefined, codeMail())).toBe(true)
    expect(smtp.mails).toMatchObject([{ subject: '123456 is your code for Northwind', from: { address: 'login@northwind.example' } }])
    expect(smtp.open()).toBe(1)
    await nitro.hooks.callHook('close')
    await vi.waitFor(() => expect(smtp.open()).toBe(0))
  })

  it('sends through Resend', async () => {
    vi.stubEnv('MAIL_FROM', 'login@northwind.example')
    vi.stubEnv('MAIL_RESEND_API_KEY', 're_x')
    const fetch = vi.fn(async () => Response.json({ id: '1' }))
    vi.stubGlobal('fetch', fetch)
    const { sendMail } = await load()
    expect(await sendMail(undefined, codeMail())).toBe(true)
    expect(fetch).toHaveBeenCalledExactlyOnceWith(new URL('https://api.resend.com/emails'), expect.objectContaining({ method: 'POST' }))
  })

  it('reads paths of the brand against the registered address of the site', async () => {
    useSmtp()
    vi.stubEnv('WORKOS_REDIRECT_URI', 'https://app.example/auth/callback')
    const { sendMail } = await load()
    await sendMail(undefined, invitationMail({ brand: { ...brand, logoUrl: '/logo.png' } }))
    expect(smtp.mails[0]?.html).toContain('src="https://app.example/logo.png"')
  })

  it('keeps the code and the address out of every log', async () => {
    useSmtp()
    await smtp.close()
    smtp = await startSmtpServer({ onRcptTo: ({ address }, _, callback) => callback(reply(550, `no such user ${address}`)) }, smtp.port)
    const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map(level => vi.spyOn(console, level).mockImplementation(() => {}))
    const { sendMail } = await load()
    const { toAuthError } = await import('../../../server/utils/authError')
    const thrown = await sendMail(undefined, codeMail()).catch((error: unknown) => error)
    expect(toAuthError(thrown)).toMatchObject({ code: 'mail_failed', statusCode: 503 })
    const logged = logs.flatMap(log => log.mock.calls).map(call => format(...call)).join('\n')
    expect(logged).toMatch(/mail_failed.*magic-code to a…@example\.com: EENVELOPE .*550/)
    expect(logged).not.toMatch(/123456|ada@example/)
  })
})

describe('sendVerificationCode', () => {
  /** What the answer of WorkOS to a sign-in names. */
  async function createVerification(): Promise<{ id: string, code: string }> {
    const { error } = await emulator.signIn('unverified@example.com').then(() => ({ error: undefined }), (error: unknown) => ({ error }))
    const id = (error as { rawData?: { email_verification_id?: string } } | undefined)?.rawData?.email_verification_id ?? ''
    return await emulator.workos.userManagement.getEmailVerification(id)
  }

  it('mails the code that WorkOS made, as often as asked', async () => {
    useSmtp()
    const { id, code } = await createVerification()
    const { sendVerificationCode } = await load()
    expect(await sendVerificationCode(undefined, { emailVerificationId: id, brand, locale: 'de' })).toBe(true)
    expect(await sendVerificationCode(undefined, { emailVerificationId: id, brand, locale: 'de' })).toBe(true)
    const mail = { subject: `${code} bestätigt Ihre Adresse für Northwind`, envelope: { to: ['unverified@example.com'] } }
    expect(smtp.mails).toMatchObject([mail, mail])
  })

  it('floods nobody', async () => {
    useSmtp()
    const { id } = await createVerification()
    const { sendVerificationCode } = await load()
    const send = () => sendVerificationCode(undefined, { emailVerificationId: id, brand, locale: 'en' })
    for (let mail = 0; mail < 3; mail++) await send()
    await expect(send()).rejects.toMatchObject({ code: 'rate_limited', statusCode: 429, retryAfter: expect.toSatisfy((seconds: number) => seconds > 50 && seconds <= 60) })
    expect(smtp.mails).toHaveLength(3)
  })

  it('asks WorkOS nothing when WorkOS sends the mail', async () => {
    const { id } = await createVerification()
    await emulator.control('POST', '/_emulate/hooks', { method: 'GET', path: `/user_management/email_verification/${id}`, status: 500 })
    const { sendVerificationCode } = await load()
    expect(await sendVerificationCode(undefined, { emailVerificationId: id, brand, locale: 'en' })).toBe(false)
  })

  it('fails in words when WorkOS does not know it', async () => {
    useSmtp()
    const { sendVerificationCode } = await load()
    await expect(sendVerificationCode(undefined, { emailVerificationId: 'email_verification_none', brand, locale: 'en' }))
      .rejects.toMatchObject({ name: 'AuthError', statusCode: 400 })
    expect(smtp.mails).toEqual([])
  })
})

describe('an application of its own', () => {
  it.each(['postmark', 'subject'])('finds the sample "%s" in the documentation as it is tested', async (name) => {
    const sample = await readFile(join(ROOT, `test/fixtures/mailer/${name}.ts`), 'utf8')
    expect(await readFile(join(ROOT, 'docs/mails.md'), 'utf8')).toContain(`\`\`\`ts\n${sample}\`\`\``)
  })

  it('may deliver the mails itself', async () => {
    vi.stubEnv('POSTMARK_TOKEN', 'token')
    const fetch = vi.fn<(url: string, request: RequestInit) => Promise<Response>>(async () => Response.json({}))
    vi.stubGlobal('fetch', fetch)
    const { default: plugin } = await import('../../fixtures/mailer/postmark')
    plugin(nitro)
    const { sendMail } = await load()
    expect(await sendMail(undefined, codeMail())).toBe(true)
    const [url, request] = fetch.mock.calls[0] ?? []
    expect(url).toBe('https://api.postmarkapp.com/email')
    expect(request?.headers).toMatchObject({ 'x-postmark-server-token': 'token' })
    expect(JSON.parse(String(request?.body))).toMatchObject({ From: 'Northwind <login@example.com>', To: 'ada@example.com', Subject: '123456 is your code for Northwind', TextBody: expect.stringContaining('123456') })

    fetch.mockResolvedValueOnce(new Response('no', { status: 422 }))
    await expect(sendMail(undefined, codeMail())).rejects.toMatchObject({ code: 'mail_failed', cause: 'magic-code to a…@example.com: Postmark answered 422' })
  })

  it('may change what the mails say, and leave the rest as it is', async () => {
    useSmtp()
    const { default: plugin } = await import('../../fixtures/mailer/subject')
    plugin(nitro)
    const { sendMail } = await load()
    await sendMail(undefined, invitationMail())
    await sendMail(undefined, codeMail())
    expect(smtp.mails.map(({ subject }) => subject)).toEqual(['Join us on Northwind', '123456 is your code for Northwind'])
  })

  it('is asked once, and again when its hook failed', async () => {
    useSmtp()
    const hook = vi.fn<() => void>().mockImplementationOnce(() => {
      throw new Error('not ready')
    })
    nitro.hooks.hook('auth:mailer', hook)
    const { sendMail } = await load()
    await expect(sendMail(undefined, codeMail())).rejects.toThrow('not ready')
    await Promise.all([sendMail(undefined, codeMail()), sendMail(undefined, codeMail())])
    expect(hook).toHaveBeenCalledTimes(2)
    expect(smtp.mails).toHaveLength(2)
  })

  it('is not waited for longer than for others', async () => {
    const { deliverMail } = await import('../../../server/mail/deliverMail')
    const { writeMail } = await import('../../../server/mail/writeMail')
    const deaf = { write: writeMail, deliver: () => new Promise<void>(() => {}) }
    await expect(deliverMail(deaf, codeMail(), { deadlineMs: 50 })).rejects.toMatchObject({ code: 'mail_failed' })
    const slow = { write: () => new Promise<never>(() => {}), deliver: async () => {} }
    await expect(deliverMail(slow, codeMail(), { deadlineMs: 50 })).rejects.toMatchObject({ code: 'mail_failed' })
  })
})
