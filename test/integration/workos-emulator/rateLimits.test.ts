import { describe, expect, it } from 'vitest'
import { clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const users = () => emulator.workos.userManagement

const tooMany = (retryAfter: number) => ({ name: 'RateLimitExceededException', status: 429, retryAfter })

describe('rate limits', () => {
  it('are off by default', async () => {
    for (let call = 0; call < 5; call++) await users().createMagicAuth({ email: 'ada@example.com' })
    expect(await emulator.mails('ada@example.com')).toHaveLength(5)
  })

  it('allow three codes a minute for an address', async () => {
    await emulator.configure({ rateLimits: true })
    for (let call = 0; call < 3; call++) await users().createMagicAuth({ email: 'ada@example.com' })
    expect(await failure(users().createMagicAuth({ email: 'ADA@example.com' }))).toMatchObject(tooMany(60))
    expect(await users().createMagicAuth({ email: 'grace@acme.com' })).toMatchObject({ email: 'grace@acme.com' })
    await emulator.advance(60)
    expect(await users().createMagicAuth({ email: 'ada@example.com' })).toMatchObject({ email: 'ada@example.com' })
  })

  it('allow ten attempts a minute for an address', async () => {
    await emulator.configure({ rateLimits: true })
    const attempt = () => failure(users().authenticateWithMagicAuth({ clientId, email: 'ada@example.com', code: '000000' }))
    for (let call = 0; call < 10; call++) expect(await attempt()).toMatchObject({ status: 400 })
    expect(await attempt()).toMatchObject(tooMany(60))
  })

  it('allow three verification mails a minute for a user', async () => {
    await emulator.configure({ rateLimits: true })
    const { id: userId } = await users().createUser({ email: 'new@example.com' })
    for (let call = 0; call < 3; call++) await users().sendVerificationEmail({ userId })
    expect(await failure(users().sendVerificationEmail({ userId }))).toMatchObject(tooMany(60))
  })

  it('allow ten attempts a minute for a challenge', async () => {
    await emulator.configure({ rateLimits: true })
    const attempt = (authenticationChallengeId: string) => failure(users().authenticateWithTotp({
      clientId, authenticationChallengeId, pendingAuthenticationToken: 'made-up', code: '000000',
    }))
    for (let call = 0; call < 10; call++) expect(await attempt('auth_challenge_1')).toMatchObject({ status: 400 })
    expect(await attempt('auth_challenge_1')).toMatchObject(tooMany(60))
    expect(await attempt('auth_challenge_2')).toMatchObject({ status: 400 })
  })

  it('do not limit refreshes of one person', async () => {
    await emulator.configure({ rateLimits: true })
    let { refreshToken } = await emulator.signIn('ada@example.com')
    for (let call = 0; call < 15; call++) ({ refreshToken } = await emulator.refresh(refreshToken))
    expect(refreshToken).not.toBe('')
  })

  it('have the body of other errors', async () => {
    await emulator.configure({ rateLimits: true })
    for (let call = 0; call < 3; call++) await users().createMagicAuth({ email: 'ada@example.com' })
    expect(await emulator.api('POST', '/user_management/magic_auth', { email: 'ada@example.com' }))
      .toMatchObject({ status: 429, body: { code: 'rate_limit_exceeded', message: expect.any(String) } })
  })
})
