import { describe, expect, it } from 'vitest'
import { PRODUCTION_DEFAULTS } from '../../../emulators/workos/state/settings'
import { failure, useEmulator } from './startEmulator'

const emulator = useEmulator()

describe('the inbox', () => {
  it('is a list for programs, oldest first', async () => {
    await emulator.workos.userManagement.createMagicAuth({ email: 'ada@example.com' })
    const { body } = await emulator.control('GET', '/_emulate/inbox')
    expect(body.map(({ kind }: { kind: string }) => kind)).toEqual(['totp_secret', 'magic_auth'])
    expect(body[1]).toEqual({
      to: 'ada@example.com', kind: 'magic_auth', subject: expect.any(String), code: expect.stringMatching(/^\d{6}$/), text: expect.any(String), html: expect.any(String), at: expect.stringMatching(/Z$/),
    })
  })

  it('is a page for people, which shows text as text', async () => {
    const { code } = await emulator.workos.userManagement.createMagicAuth({ email: 'o\'hara&co@example.com' })
    const page = await fetch(`${emulator.url}/_emulate/inbox`, { headers: { accept: 'text/html' } })
    const html = await page.text()
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(html).toContain(`<code>${code}</code>`)
    expect(html).toContain('o&#39;hara&amp;co@example.com')
    expect(html).not.toContain('o\'hara&co@')
  })

  it('is where the root leads', async () => {
    expect((await emulator.control('GET', '/')).headers.get('location')).toBe('/_emulate/inbox')
  })

  it('stays empty for mails that the application sends itself', async () => {
    await emulator.configure({ mailsOff: ['magic_auth'] })
    const { code } = await emulator.workos.userManagement.createMagicAuth({ email: 'ada@example.com' })
    expect(code).toMatch(/^\d{6}$/)
    expect(await emulator.mails('ada@example.com')).toEqual([])
  })
})

describe('the settings', () => {
  it('are those of production at first', async () => {
    expect((await emulator.control('GET', '/_emulate/config')).body)
      .toEqual({
        ...PRODUCTION_DEFAULTS,
        issuer: `${emulator.url}/user_management/client_emulator`,
        signOutRedirects: ['http://localhost:3000/', 'http://localhost:*/'],
      })
  })

  it.each(['POST', 'PUT', 'PATCH'])('change one by one with %s', async (method) => {
    const { status, body } = await emulator.control(method, '/_emulate/config', { accessTokenTtl: 7 })
    expect(status).toBe(200)
    expect(body).toMatchObject({ accessTokenTtl: 7, refreshGraceSeconds: 30 })
  })

  it('can be sent back as they were read', async () => {
    const { body } = await emulator.configure({ accessTokenTtl: 7 })
    expect((await emulator.configure(body)).body).toEqual(body)
  })

  it.each([{ accessTokenTtl: -1 }, { acessTokenTtl: 5 }, { jwksContentType: 5 }])('refuse %o', async (settings) => {
    expect(await emulator.configure(settings)).toMatchObject({ status: 422 })
    expect((await emulator.control('GET', '/_emulate/config')).body).toMatchObject({ accessTokenTtl: 300 })
  })
})

describe('the clock', () => {
  it('moves by seconds, by milliseconds and to a time', async () => {
    expect((await emulator.control('POST', '/_emulate/clock', { advanceSeconds: 60 })).body.offsetMs).toBe(60_000)
    expect((await emulator.control('POST', '/_emulate/clock', { advanceMs: 500 })).body.offsetMs).toBe(60_500)
    const { body } = await emulator.control('POST', '/_emulate/clock', { now: '2030-01-01T00:00:00Z' })
    expect(body.now).toMatch(/^2030-01-01T00:00:0\d/)
    expect((await emulator.control('GET', '/_emulate/clock')).body.now).toMatch(/^2030-01-01T00:00:0\d/)
  })

  it.each([{}, { advance: 5 }, { now: 'tomorrow' }])('does not understand %o', async (move) => {
    expect(await emulator.control('POST', '/_emulate/clock', move)).toMatchObject({ status: 422 })
  })
})

describe('a reset', () => {
  it('brings back the seed, the settings, the clock and empty logs', async () => {
    const seeded = await everything()
    const { refreshToken } = await emulator.signIn('new@example.com')
    await emulator.workos.organizations.createOrganization({ name: 'New' })
    await emulator.configure({ accessTokenTtl: 5 })
    await emulator.advance(60)
    await emulator.control('POST', '/_emulate/hooks', { method: 'GET', path: '/organizations', status: 500 })
    await emulator.api('PUT', '/user_management/jwt_template', { content: '{"a":1}' })

    expect(await emulator.control('POST', '/_emulate/reset')).toMatchObject({ status: 200 })

    expect((await emulator.control('GET', '/_emulate/requests')).body).toEqual([])
    expect((await emulator.control('GET', '/_emulate/clock')).body.offsetMs).toBe(0)
    expect((await emulator.control('GET', '/_emulate/config')).body.accessTokenTtl).toBe(300)
    expect(await everything()).toEqual(seeded)
    expect((await emulator.api('GET', '/events')).body.data).toEqual([])
    expect((await emulator.api('GET', '/user_management/jwt_template')).status).toBe(404)
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject({ error: 'invalid_grant' })
    expect(await emulator.mails('new@example.com')).toEqual([])
  })

  const everything = async () => ({
    users: (await emulator.workos.userManagement.listUsers({ limit: 100 })).data,
    organizations: (await emulator.workos.organizations.listOrganizations({ limit: 100 })).data,
    connections: (await emulator.workos.sso.listConnections({ limit: 100 })).data,
  })
})

it('answers that it is healthy', async () => {
  expect(await emulator.control('GET', '/health')).toMatchObject({ status: 200, body: { status: 'ok' } })
})
