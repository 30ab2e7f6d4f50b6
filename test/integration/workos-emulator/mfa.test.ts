import { beforeEach, describe, expect, it } from 'vitest'
import { PRODUCTION_DEFAULTS } from '../../../emulators/workos/state/settings'
import { authenticatorApp, differentFrom } from './authenticatorApp'
import { GRACE, clientId, failure, useEmulator } from './startEmulator'

/** In the middle of a time step, where it stays: no test can straddle two of them. */
const NOW = Date.parse('2026-06-01T12:00:15Z')
const STEP = 30_000

const emulator = useEmulator({ now: () => NOW })
const factors = () => emulator.workos.multiFactorAuth

const pendingToken = async (email: string) => String((await failure(emulator.signIn(email))).pendingAuthenticationToken)
const enter = (pendingAuthenticationToken: string, authenticationChallengeId: string, code: string) =>
  emulator.workos.userManagement.authenticateWithTotp({ clientId, pendingAuthenticationToken, authenticationChallengeId, code })
const challenge = async (authenticationFactorId: string) => (await factors().challengeFactor({ authenticationFactorId })).id
const eventsOf = async (name: string) => (await emulator.api('GET', `/events?events=${name}`)).body.data
const authenticators = async (email: string) =>
  (await emulator.control('GET', `/_emulate/authenticator?email=${encodeURIComponent(email)}`)).body

/** Enrols and confirms a factor of this user. @returns the factor's id and its app. */
async function enrolled(userId: string) {
  const { authenticationFactor: { id, totp }, authenticationChallenge } = await factors().createUserAuthFactor({ userId, type: 'totp' })
  const app = authenticatorApp(totp.uri)
  // The code of the step before, so that the present one is still unused.
  await factors().verifyChallenge({ authenticationChallengeId: authenticationChallenge.id, code: app.code(NOW - STEP) })
  return { id, app }
}

describe('enrolling', () => {
  it('answers what an authenticator app needs, and a challenge', async () => {
    const { body, status } = await emulator.api('POST', `/user_management/users/${GRACE}/auth_factors`, {
      type: 'totp', totp_issuer: 'Acme', totp_user: 'grace',
    })
    expect(status).toBe(201)
    expect(body).toEqual({
      authentication_factor: {
        object: 'authentication_factor',
        id: expect.stringMatching(/^auth_factor_/),
        user_id: GRACE,
        type: 'totp',
        totp: {
          issuer: 'Acme',
          user: 'grace',
          secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
          qr_code: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
          uri: expect.stringMatching(/^otpauth:\/\/totp\/Acme:grace\?/),
        },
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
      authentication_challenge: {
        object: 'authentication_challenge',
        id: expect.stringMatching(/^auth_challenge_/),
        authentication_factor_id: body.authentication_factor.id,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    })
  })

  it('shows the secret once', async () => {
    const { authenticationFactor } = await factors().createUserAuthFactor({ userId: GRACE, type: 'totp' })
    const [listed] = (await factors().listUserAuthFactors({ userId: GRACE })).data
    expect(listed).toEqual(expect.objectContaining({ id: authenticationFactor.id, userId: GRACE, totp: { issuer: 'WorkOS emulator', user: 'grace@acme.com' } }))
    const { body } = await emulator.api('GET', `/auth/factors/${authenticationFactor.id}`)
    expect(body.totp).toEqual({ issuer: 'WorkOS emulator', user: 'grace@acme.com' })
  })

  it('protects nothing before the first right code', async () => {
    const { authenticationFactor, authenticationChallenge } = await factors().createUserAuthFactor({ userId: GRACE, type: 'totp' })
    expect(await emulator.signIn('grace@acme.com')).toMatchObject({ user: { id: GRACE } })
    const code = authenticatorApp(authenticationFactor.totp.uri).code(NOW)
    const { challenge, valid } = await factors().verifyChallenge({ authenticationChallengeId: authenticationChallenge.id, code })
    expect({ id: challenge.id, valid }).toEqual({ id: authenticationChallenge.id, valid: true })
    expect(await failure(emulator.signIn('grace@acme.com'))).toMatchObject({ code: 'mfa_challenge' })
  })

  it('takes over a secret that the application brings along', async () => {
    const { authenticationFactor: { totp } } = await factors().createUserAuthFactor({ userId: GRACE, type: 'totp', totpSecret: 'JBSWY3DPEHPK3PXP' })
    expect(totp.secret).toBe('JBSWY3DPEHPK3PXP')
  })

  it('is refused for nobody and for other types', async () => {
    expect(await failure(factors().createUserAuthFactor({ userId: 'user_none', type: 'totp' }))).toMatchObject({ name: 'NotFoundException', status: 404 })
    expect(await emulator.api('POST', `/user_management/users/${GRACE}/auth_factors`, { type: 'sms' })).toMatchObject({ status: 422 })
  })
})

describe('a challenge at sign-in', () => {
  let factor: Awaited<ReturnType<typeof enrolled>>
  beforeEach(async () => {
    factor = await enrolled(GRACE)
  })

  it('lets the right code in', async () => {
    const token = await pendingToken('grace@acme.com')
    const result = await enter(token, await challenge(factor.id), factor.app.code(NOW))
    expect(result).toMatchObject({ user: { id: GRACE }, authenticationMethod: 'MagicAuth' })
    expect(await eventsOf('authentication.mfa_succeeded')).toMatchObject([
      { data: { type: 'mfa', status: 'succeeded', user_id: GRACE, email: 'grace@acme.com' } },
    ])
  })

  it.each([['the step before', -STEP], ['the step after', STEP]])('forgives a clock that shows %s', async (_, offset) => {
    const other = await enrolledWithoutConfirming()
    expect(await enter(await pendingToken('grace@acme.com'), other.challengeId, other.app.code(NOW + offset))).toMatchObject({ user: { id: GRACE } })
  })

  it.each([-2 * STEP, 2 * STEP])('does not forgive one that is %i ms off', async (offset) => {
    const other = await enrolledWithoutConfirming()
    expect(await failure(enter(await pendingToken('grace@acme.com'), other.challengeId, other.app.code(NOW + offset))))
      .toMatchObject({ name: 'GenericServerException', status: 400, code: 'invalid_one_time_code' })
  })

  it('can be tried again after a wrong code, with the same tokens', async () => {
    const token = await pendingToken('grace@acme.com')
    const challengeId = await challenge(factor.id)
    const code = factor.app.code(NOW)
    expect(await failure(enter(token, challengeId, differentFrom(code))))
      .toMatchObject({ name: 'GenericServerException', status: 400, code: 'invalid_one_time_code' })
    expect(await eventsOf('authentication.mfa_failed')).toMatchObject([
      { data: { type: 'mfa', status: 'failed', user_id: GRACE, error: { code: 'invalid_one_time_code' } } },
    ])
    expect(await enter(token, challengeId, code)).toMatchObject({ user: { id: GRACE } })
  })

  it('is blocked after too many wrong codes; the next one is not', async () => {
    const token = await pendingToken('grace@acme.com')
    const challengeId = await challenge(factor.id)
    const code = factor.app.code(NOW)
    for (let attempt = 0; attempt < 5; attempt++) await failure(enter(token, challengeId, differentFrom(code)))
    expect(await failure(enter(token, challengeId, code))).toMatchObject({ status: 400, code: 'one_time_code_too_many_attempts' })
    expect(await enter(token, await challenge(factor.id), code)).toMatchObject({ user: { id: GRACE } })
  })

  it('takes one right code', async () => {
    const challengeId = await challenge(factor.id)
    await enter(await pendingToken('grace@acme.com'), challengeId, factor.app.code(NOW))
    expect(await failure(enter(await pendingToken('grace@acme.com'), challengeId, factor.app.code(NOW + STEP))))
      .toMatchObject({ status: 400, code: 'one_time_code_previously_used' })
  })

  it('refuses a code that was accepted before, and takes the next one', async () => {
    await enter(await pendingToken('grace@acme.com'), await challenge(factor.id), factor.app.code(NOW))
    const token = await pendingToken('grace@acme.com')
    expect(await failure(enter(token, await challenge(factor.id), factor.app.code(NOW))))
      .toMatchObject({ status: 400, code: 'one_time_code_previously_used' })
    expect(await enter(token, await challenge(factor.id), factor.app.code(NOW + STEP))).toMatchObject({ user: { id: GRACE } })
  })

  it('follows the emulator\'s clock, as the world would', async () => {
    await emulator.advance(3600)
    const token = await pendingToken('grace@acme.com')
    expect(await failure(enter(token, await challenge(factor.id), factor.app.code(NOW)))).toMatchObject({ code: 'invalid_one_time_code' })
    expect(await enter(token, await challenge(factor.id), factor.app.code(NOW + 3600_000))).toMatchObject({ user: { id: GRACE } })
  })

  it('is only for the person whose factor it is', async () => {
    const [mfa] = (await emulator.workos.userManagement.listUsers({ email: 'mfa@example.com' })).data
    const { id: stranger, app } = await enrolled(mfa!.id)
    expect(await failure(enter(await pendingToken('grace@acme.com'), await challenge(stranger), app.code(NOW))))
      .toMatchObject({ name: 'GenericServerException', status: 400, code: 'user_mismatch' })
  })

  it('ends with the pending token', async () => {
    const token = await pendingToken('grace@acme.com')
    const challengeId = await challenge(factor.id)
    expect(await failure(enter('made-up', challengeId, factor.app.code(NOW)))).toMatchObject({ code: 'invalid_pending_authentication_token' })
    await emulator.advance(600)
    expect(await failure(enter(token, challengeId, factor.app.code(NOW)))).toMatchObject({ code: 'invalid_pending_authentication_token' })
  })

  it('ends with the factor', async () => {
    const token = await pendingToken('grace@acme.com')
    const challengeId = await challenge(factor.id)
    await factors().deleteFactor(factor.id)
    expect(await failure(enter(token, challengeId, factor.app.code(NOW)))).toMatchObject({ status: 404 })
    expect(await emulator.signIn('grace@acme.com')).toMatchObject({ user: { id: GRACE } })
  })

  /** A second factor of Grace: nothing of it was used yet. */
  async function enrolledWithoutConfirming() {
    const { authenticationFactor, authenticationChallenge } = await factors().createUserAuthFactor({ userId: GRACE, type: 'totp' })
    return { app: authenticatorApp(authenticationFactor.totp.uri), challengeId: authenticationChallenge.id }
  }
})

describe('checking a code without signing in', () => {
  it('says whether it is right', async () => {
    const { id, app } = await enrolled(GRACE)
    const authenticationChallengeId = await challenge(id)
    const code = app.code(NOW)
    expect(await factors().verifyChallenge({ authenticationChallengeId, code: differentFrom(code) })).toMatchObject({ valid: false })
    expect(await factors().verifyChallenge({ authenticationChallengeId, code })).toMatchObject({ valid: true })
    expect(await failure(factors().verifyChallenge({ authenticationChallengeId, code })))
      .toMatchObject({ status: 400, code: 'one_time_code_previously_used' })
  })

  it('knows only challenges and factors that exist', async () => {
    for (const call of [
      () => factors().verifyChallenge({ authenticationChallengeId: 'auth_challenge_none', code: '123456' }),
      () => factors().challengeFactor({ authenticationFactorId: 'auth_factor_none' }),
      () => factors().getFactor('auth_factor_none'),
      () => factors().deleteFactor('auth_factor_none'),
    ]) expect(await failure(call())).toMatchObject({ name: 'NotFoundException', status: 404 })
  })
})

describe('an enrolment that is required', () => {
  const demand = (email: string) => emulator.control('POST', '/_emulate/steps', { email, steps: ['mfa_enrollment'] })

  it.each([
    ['of everybody', () => emulator.configure({ mfaRequired: true })],
    ['of one address, before it signs up', () => demand('New@example.com')],
  ])('comes up at sign-in when it is asked %s', async (_, ask) => {
    await ask()
    const error = await failure(emulator.signIn('new@example.com'))
    expect(error).toMatchObject({ name: 'AuthenticationException', status: 403, code: 'mfa_enrollment' })
    expect(error.rawData).toEqual({
      code: 'mfa_enrollment',
      message: expect.any(String),
      pending_authentication_token: error.pendingAuthenticationToken,
      user: expect.objectContaining({ object: 'user', email: 'new@example.com' }),
    })
  })

  it('is done with the first code, and a challenge the next time', async () => {
    await demand('new@example.com')
    const { pendingAuthenticationToken, rawData } = await failure(emulator.signIn('new@example.com'))
    const { id: userId } = rawData.user as { id: string }
    const { authenticationFactor, authenticationChallenge } = await factors().createUserAuthFactor({ userId, type: 'totp' })
    const app = authenticatorApp(authenticationFactor.totp.uri)
    expect(await enter(String(pendingAuthenticationToken), authenticationChallenge.id, app.code(NOW))).toMatchObject({ user: { id: userId } })
    expect(await failure(emulator.signIn('new@example.com'))).toMatchObject({
      code: 'mfa_challenge', rawData: { authentication_factors: [{ id: authenticationFactor.id, type: 'totp' }] },
    })
  })

  it('is asked again of whoever left halfway', async () => {
    await demand('new@example.com')
    const { rawData } = await failure(emulator.signIn('new@example.com'))
    await factors().createUserAuthFactor({ userId: (rawData.user as { id: string }).id, type: 'totp' })
    expect(await failure(emulator.signIn('new@example.com'))).toMatchObject({ code: 'mfa_enrollment' })
  })

  it('asks nobody else, and can be taken back', async () => {
    await demand('new@example.com')
    expect(await emulator.signIn('ada@example.com')).toMatchObject({ user: { email: 'ada@example.com' } })
    expect((await emulator.control('GET', '/_emulate/steps')).body).toContainEqual({ email: 'new@example.com', steps: ['mfa_enrollment'] })
    await emulator.control('POST', '/_emulate/steps', { email: 'new@example.com', steps: [] })
    expect(await emulator.signIn('new@example.com')).toMatchObject({ user: { email: 'new@example.com' } })
  })

  it('is off unless somebody turns it on', () => {
    expect(PRODUCTION_DEFAULTS.mfaRequired).toBe(false)
  })

  it('knows only its own steps', async () => {
    expect(await emulator.control('POST', '/_emulate/steps', { email: 'new@example.com', steps: ['captcha'] })).toMatchObject({ status: 422 })
  })
})

describe('the authenticator of the emulator', () => {
  it('shows the codes of the seeded person, which work', async () => {
    const [shown] = await authenticators('MFA@example.com')
    expect(shown).toMatchObject({ email: 'mfa@example.com', confirmed: true, spent: false })
    const result = await enter(await pendingToken('mfa@example.com'), await challenge(shown.factor_id), shown.code)
    expect(result).toMatchObject({ user: { email: 'mfa@example.com' } })
    expect(await authenticators('mfa@example.com')).toMatchObject([{ spent: true }])
  })

  it('moves with the clock', async () => {
    const [before] = await authenticators('mfa@example.com')
    await emulator.advance(30)
    expect(await authenticators('mfa@example.com')).toMatchObject([{ code: before.next_code }])
  })
})
