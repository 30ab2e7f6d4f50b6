import { describe, expect, it } from 'vitest'
import { failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const users = () => emulator.workos.userManagement

async function newUser() {
  const { id: userId } = await users().createUser({ email: 'new@example.com' })
  return userId
}

async function send(userId: string): Promise<string> {
  await users().sendVerificationEmail({ userId })
  return (await emulator.mails('new@example.com')).at(-1)?.code ?? ''
}

describe('sending a code', () => {
  it('answers the user and mails the code', async () => {
    const userId = await newUser()
    expect(await users().sendVerificationEmail({ userId })).toMatchObject({ user: { id: userId, emailVerified: false } })
    expect(await emulator.mails('new@example.com')).toMatchObject([{ kind: 'email_verification', code: expect.stringMatching(/^\d{6}$/) }])
  })

  it('makes the code before it worthless', async () => {
    const userId = await newUser()
    const older = await send(userId)
    const newer = await send(userId)
    if (older !== newer) expect(await failure(users().verifyEmail({ userId, code: older }))).toMatchObject({ code: 'email_verification_code_incorrect' })
    expect(await users().verifyEmail({ userId, code: newer })).toMatchObject({ user: { emailVerified: true } })
  })

  it('leaves the mail to the application when that is set: the event leads to the code', async () => {
    await emulator.configure({ mailsOff: ['email_verification'] })
    const userId = await newUser()
    await users().sendVerificationEmail({ userId })
    expect(await emulator.mails('new@example.com')).toEqual([])
    const { body: { data: [told] } } = await emulator.api('GET', '/events?events=email_verification.created')
    const { code } = await users().getEmailVerification(told.data.id)
    expect(await users().verifyEmail({ userId, code })).toMatchObject({ user: { emailVerified: true } })
  })

  it('is refused for a verified address', async () => {
    const { id: userId } = await users().createUser({ email: 'new@example.com', emailVerified: true })
    expect(await failure(users().sendVerificationEmail({ userId }))).toMatchObject({ status: 400, code: 'email_already_verified' })
  })

  it('is refused for nobody', async () => {
    expect(await failure(users().sendVerificationEmail({ userId: 'user_none' }))).toMatchObject({ status: 404 })
  })
})

describe('confirming a code', () => {
  it('verifies the address', async () => {
    const userId = await newUser()
    const code = await send(userId)
    expect(await users().verifyEmail({ userId, code })).toMatchObject({ user: { id: userId, emailVerified: true } })
  })

  it('is refused for a wrong code', async () => {
    const userId = await newUser()
    const wrong = await send(userId) === '000000' ? '111111' : '000000'
    expect(await failure(users().verifyEmail({ userId, code: wrong }))).toMatchObject({ status: 400, code: 'email_verification_code_incorrect' })
  })

  it('is refused for an old code', async () => {
    const userId = await newUser()
    const code = await send(userId)
    await emulator.advance(600)
    expect(await failure(users().verifyEmail({ userId, code }))).toMatchObject({ status: 400, code: 'email_verification_code_expired' })
  })

  it('is refused for an address that is verified already', async () => {
    const userId = await newUser()
    const code = await send(userId)
    await users().verifyEmail({ userId, code })
    expect(await failure(users().verifyEmail({ userId, code }))).toMatchObject({ status: 400, code: 'email_previously_verified' })
  })

  it('is refused for a code that was used before the address changed', async () => {
    const userId = await newUser()
    const code = await send(userId)
    await users().verifyEmail({ userId, code })
    await users().updateUser({ userId, email: 'other@example.com' })
    expect(await failure(users().verifyEmail({ userId, code }))).toMatchObject({ status: 400, code: 'email_verification_code_previously_used' })
  })
})
