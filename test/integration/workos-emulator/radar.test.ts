import { describe, expect, it } from 'vitest'
import { differentFrom } from './authenticatorApp'
import { clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const users = () => emulator.workos.userManagement

const demand = (...steps: string[]) => emulator.control('POST', '/_emulate/steps', { email: 'ada@example.com', steps })
const start = async () => {
  const error = await failure(emulator.signIn('ada@example.com'))
  return { error, pendingAuthenticationToken: String(error.pendingAuthenticationToken), user: error.rawData.user as { id: string } }
}
const lastCode = async (to: string) => (await emulator.mails(to)).filter(({ kind }) => kind === 'radar').at(-1)?.code ?? ''

describe('a challenge by mail', () => {
  const enter = (pendingAuthenticationToken: string, radarChallengeId: string, code: string) =>
    users().authenticateWithRadarEmailChallenge({ clientId, pendingAuthenticationToken, radarChallengeId, code })
  const challenged = async () => {
    await demand('radar_email_challenge')
    const { error, pendingAuthenticationToken } = await start()
    return { error, pendingAuthenticationToken, radarChallengeId: String(error.radarChallengeId), code: await lastCode('ada@example.com') }
  }

  it('comes up at sign-in, with its code in a mail only', async () => {
    const { error, radarChallengeId, code } = await challenged()
    expect(error).toMatchObject({ name: 'AuthenticationException', status: 403, code: 'radar_email_challenge' })
    expect(error.rawData).toEqual({
      code: 'radar_email_challenge',
      message: expect.any(String),
      pending_authentication_token: error.pendingAuthenticationToken,
      radar_challenge_id: radarChallengeId,
      user: expect.objectContaining({ object: 'user', email: 'ada@example.com' }),
    })
    expect(code).toMatch(/^\d{6}$/)
  })

  it('lets the right code in, and comes up again the next time', async () => {
    const { pendingAuthenticationToken, radarChallengeId, code } = await challenged()
    expect(await enter(pendingAuthenticationToken, radarChallengeId, code)).toMatchObject({ user: { email: 'ada@example.com' }, authenticationMethod: 'MagicAuth' })
    expect(await failure(emulator.signIn('ada@example.com'))).toMatchObject({ code: 'radar_email_challenge' })
  })

  it('can be tried again after a wrong code', async () => {
    const { pendingAuthenticationToken, radarChallengeId, code } = await challenged()
    expect(await failure(enter(pendingAuthenticationToken, radarChallengeId, differentFrom(code))))
      .toMatchObject({ name: 'GenericServerException', status: 400, code: 'invalid_one_time_code' })
    expect(await enter(pendingAuthenticationToken, radarChallengeId, code)).toMatchObject({ user: { email: 'ada@example.com' } })
  })

  it('is blocked after too many wrong codes', async () => {
    const { pendingAuthenticationToken, radarChallengeId, code } = await challenged()
    for (let attempt = 0; attempt < 5; attempt++) await failure(enter(pendingAuthenticationToken, radarChallengeId, differentFrom(code)))
    expect(await failure(enter(pendingAuthenticationToken, radarChallengeId, code))).toMatchObject({ code: 'one_time_code_too_many_attempts' })
  })

  it('is only for the person it was sent to', async () => {
    const { radarChallengeId, code } = await challenged()
    const other = await failure(emulator.signIn('dual@example.com'))
    expect(await failure(enter(String(other.pendingAuthenticationToken), radarChallengeId, code))).toMatchObject({ status: 400, code: 'user_mismatch' })
  })

  it('can be mailed by the application', async () => {
    await emulator.configure({ mailsOff: ['radar'] })
    const { error, pendingAuthenticationToken, radarChallengeId, code } = await challenged()
    expect(code).toBe('')
    const { body: challenge } = await emulator.api('GET', `/user_management/radar_challenges/${radarChallengeId}`)
    expect(challenge).toEqual({
      object: 'radar_challenge',
      id: radarChallengeId,
      type: 'email',
      user_id: (error.rawData.user as { id: string }).id,
      email: 'ada@example.com',
      code: expect.stringMatching(/^\d{6}$/),
      expires_at: expect.any(String),
      created_at: expect.any(String),
      updated_at: expect.any(String),
    })
    const { body: events } = await emulator.api('GET', '/events?events=radar.challenge_created')
    expect(events.data).toMatchObject([{ data: { type: 'email', radar_challenge_id: radarChallengeId, user_id: challenge.user_id, email: 'ada@example.com' } }])
    expect(JSON.stringify(events)).not.toContain(challenge.code)
    expect(await enter(pendingAuthenticationToken, radarChallengeId, challenge.code)).toMatchObject({ user: { email: 'ada@example.com' } })
    expect(await emulator.api('GET', '/user_management/radar_challenges/radar_challenge_none')).toMatchObject({ status: 404 })
  })
})

describe('a challenge by text message', () => {
  const phoneNumber = '+15551234567'
  const enter = (pendingAuthenticationToken: string, verificationId: string, code: string, phone = phoneNumber) =>
    users().authenticateWithRadarSmsChallenge({ clientId, pendingAuthenticationToken, verificationId, phoneNumber: phone, code })
  const challenged = async () => {
    await demand('radar_sms_challenge')
    return start()
  }
  const send = ({ pendingAuthenticationToken, user }: Awaited<ReturnType<typeof start>>, phone = phoneNumber) =>
    users().sendRadarSmsChallenge({ userId: user.id, pendingAuthenticationToken, phoneNumber: phone })

  it('comes up at sign-in, before anybody knows the phone', async () => {
    const { error } = await challenged()
    expect(error).toMatchObject({ name: 'AuthenticationException', status: 403, code: 'radar_sms_challenge' })
    expect(error.rawData).toEqual({
      code: 'radar_sms_challenge',
      message: expect.any(String),
      pending_authentication_token: error.pendingAuthenticationToken,
      user: expect.objectContaining({ object: 'user', email: 'ada@example.com' }),
    })
  })

  it('sends a code to the phone, which lets in', async () => {
    const started = await challenged()
    const sent = await send(started)
    expect(sent).toEqual({ verificationId: expect.any(String), phoneNumber })
    expect(await enter(started.pendingAuthenticationToken, sent.verificationId, await lastCode(phoneNumber)))
      .toMatchObject({ user: { email: 'ada@example.com' } })
  })

  it('counts only with the phone it was sent to', async () => {
    const started = await challenged()
    const { verificationId } = await send(started)
    expect(await failure(enter(started.pendingAuthenticationToken, verificationId, await lastCode(phoneNumber), '+15557654321')))
      .toMatchObject({ status: 400, code: 'invalid_one_time_code' })
  })

  it('counts only as long as it is the newest', async () => {
    const started = await challenged()
    const first = await send(started)
    const code = await lastCode(phoneNumber)
    const second = await send(started)
    expect(await failure(enter(started.pendingAuthenticationToken, first.verificationId, code))).toMatchObject({ code: 'invalid_one_time_code' })
    expect(await enter(started.pendingAuthenticationToken, second.verificationId, await lastCode(phoneNumber))).toMatchObject({ user: { id: started.user.id } })
  })

  it('is not sent to what is no phone number, nor for somebody else', async () => {
    const started = await challenged()
    expect(await failure(send(started, '555 1234'))).toMatchObject({ status: 400, code: 'radar_sms_challenge_error' })
    expect(await failure(send({ ...started, user: { id: 'user_other' } }))).toMatchObject({ status: 400, code: 'user_mismatch' })
    expect(await failure(send({ ...started, pendingAuthenticationToken: 'made-up' }))).toMatchObject({ status: 400, code: 'invalid_pending_authentication_token' })
  })
})

describe('settings', () => {
  it.each([
    ['email', 'radar_email_challenge', 'AuthenticationException', false],
    ['sms', 'radar_sms_challenge', 'AuthenticationException', false],
    ['email', 'radar_challenge', 'GenericServerException', true],
    ['sms', 'radar_sign_up_challenge', 'GenericServerException', true],
  ])('ask everybody by %s: %s', async (radarChallenge, code, name, radarSpecCodes) => {
    await emulator.configure({ radarChallenge, radarSpecCodes })
    expect(await failure(emulator.signIn('new@example.com'))).toMatchObject({ name, status: 403, code, rawData: { pending_authentication_token: expect.any(String) } })
  })
})

it('comes before the second factor, and is not asked twice', async () => {
  await demand('radar_email_challenge', 'mfa_enrollment')
  const { error, pendingAuthenticationToken } = await start()
  const code = await lastCode('ada@example.com')
  const next = await failure(users().authenticateWithRadarEmailChallenge({ clientId, pendingAuthenticationToken, radarChallengeId: String(error.radarChallengeId), code }))
  expect(next).toMatchObject({ code: 'mfa_enrollment' })
  expect(next.pendingAuthenticationToken).not.toBe(pendingAuthenticationToken)
})
