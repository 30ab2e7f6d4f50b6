import { describe, expect, it } from 'vitest'
import { failure, clientId, useEmulator } from './startEmulator'

const emulator = useEmulator()

const enter = (email: string, code: string) =>
  emulator.workos.userManagement.authenticateWithMagicAuth({ clientId, email, code })

describe('creating a code', () => {
  it('signs an unknown address up before any code is entered', async () => {
    const magicAuth = await emulator.workos.userManagement.createMagicAuth({ email: 'New.Person@Example.com' })
    const user = await emulator.workos.userManagement.getUser(magicAuth.userId)
    expect(magicAuth.code).toMatch(/^\d{6}$/)
    expect(user).toMatchObject({ email: 'New.Person@Example.com', emailVerified: false })
  })

  it('finds a known address whatever its case', async () => {
    const first = await emulator.workos.userManagement.createMagicAuth({ email: 'ada@example.com' })
    const second = await emulator.workos.userManagement.createMagicAuth({ email: ' ADA@Example.COM ' })
    expect(second.userId).toBe(first.userId)
  })

  it('can be read back', async () => {
    const created = await emulator.workos.userManagement.createMagicAuth({ email: 'ada@example.com' })
    expect(await emulator.workos.userManagement.getMagicAuth(created.id)).toEqual(created)
    expect(await failure(emulator.workos.userManagement.getMagicAuth('magic_auth_none'))).toMatchObject({ status: 404 })
  })

  it('mails the code', async () => {
    const { code } = await emulator.workos.userManagement.createMagicAuth({ email: 'ada@example.com' })
    expect(await emulator.mails('ADA@example.com')).toMatchObject([{ kind: 'magic_auth', code }])
  })

  it('refuses what is not an address', async () => {
    const answer = await emulator.api('POST', '/user_management/magic_auth', { email: 'nobody' })
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'invalid_request_parameters', errors: [{ field: 'email', code: 'invalid_email' }] },
    })
    expect(await failure(emulator.workos.userManagement.createMagicAuth({ email: 'nobody' })))
      .toMatchObject({ name: 'UnprocessableEntityException', code: 'invalid_request_parameters' })
  })

  it.each([
    ['sign_up_not_allowed', { signUpAllowed: false }],
    ['authentication_method_not_allowed', { disabledMethods: ['MagicAuth'] }],
  ])('answers %s in OAuth shape', async (error, settings) => {
    await emulator.configure(settings)
    expect(await failure(emulator.workos.userManagement.createMagicAuth({ email: 'stranger@example.com' })))
      .toMatchObject({ name: 'OauthException', status: 400, error })
  })
})

describe('entering a code', () => {
  it('gives a session and proves the address', async () => {
    const { code } = await emulator.workos.userManagement.createMagicAuth({ email: 'new@example.com' })
    const result = await enter('NEW@example.com', code)
    expect(result).toMatchObject({ authenticationMethod: 'MagicAuth', user: { email: 'new@example.com', emailVerified: true } })
    expect(result.organizationId).toBeUndefined()
    expect(result.user.lastSignInAt).not.toBeNull()
  })

  it('works once', async () => {
    const { code } = await emulator.workos.userManagement.createMagicAuth({ email: 'ada@example.com' })
    await enter('ada@example.com', code)
    expect(await failure(enter('ada@example.com', code)))
      .toMatchObject({ name: 'GenericServerException', status: 400, code: 'one_time_code_previously_used' })
  })

  it('works for ten minutes', async () => {
    const { code } = await emulator.workos.userManagement.createMagicAuth({ email: 'ada@example.com' })
    await emulator.advance(600)
    expect(await failure(enter('ada@example.com', code))).toMatchObject({ status: 400, code: 'one_time_code_expired' })
  })

  it('does not work once there is a newer one', async () => {
    const older = await emulator.workos.userManagement.createMagicAuth({ email: 'ada@example.com' })
    const newer = await differentCode(older.code)
    expect(await failure(enter('ada@example.com', older.code))).toMatchObject({ status: 400, code: 'invalid_one_time_code' })
    expect(await enter('ada@example.com', newer)).toMatchObject({ user: { email: 'ada@example.com' } })
  })

  it('is blocked after too many wrong ones', async () => {
    const { code } = await emulator.workos.userManagement.createMagicAuth({ email: 'ada@example.com' })
    const wrong = code === '000000' ? '111111' : '000000'
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await failure(enter('ada@example.com', wrong))).toMatchObject({ code: 'invalid_one_time_code' })
    }
    expect(await failure(enter('ada@example.com', code))).toMatchObject({ status: 400, code: 'one_time_code_too_many_attempts' })
  })

  it('says the same for an address that never had one', async () => {
    expect(await failure(enter('stranger@example.com', '123456'))).toMatchObject({ status: 400, code: 'invalid_one_time_code' })
  })
})

/** Codes are random, so two in a row can be equal. */
async function differentCode(from: string): Promise<string> {
  const { code } = await emulator.workos.userManagement.createMagicAuth({ email: 'ada@example.com' })
  return code === from ? differentCode(from) : code
}
