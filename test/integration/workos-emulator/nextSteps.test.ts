import { describe, expect, it } from 'vitest'
import { authenticatorApp } from './authenticatorApp'
import { ACME, GLOBEX, GLOBEX_SSO, clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()

describe('a member of several organizations', () => {
  it('must choose', async () => {
    const error = await failure(emulator.signIn('dual@example.com'))
    expect(error).toMatchObject({ name: 'AuthenticationException', status: 403, code: 'organization_selection_required' })
    expect(error.rawData).toEqual({
      code: 'organization_selection_required',
      message: expect.any(String),
      pending_authentication_token: error.pendingAuthenticationToken,
      organizations: [{ id: ACME, name: 'Acme' }, { id: GLOBEX, name: 'Globex' }],
      user: expect.objectContaining({ object: 'user', email: 'dual@example.com' }),
    })
  })

  it.each([ACME, GLOBEX])('goes on in %s', async (organizationId) => {
    const pendingAuthenticationToken = await pendingToken('dual@example.com')
    const result = await choose(pendingAuthenticationToken, organizationId)
    expect(result).toMatchObject({ organizationId, authenticationMethod: 'MagicAuth' })
  })

  it('cannot choose an organization of others', async () => {
    const stranger = await emulator.workos.organizations.createOrganization({ name: 'Elsewhere' })
    const pendingAuthenticationToken = await pendingToken('dual@example.com')
    expect(await failure(choose(pendingAuthenticationToken, stranger.id)))
      .toMatchObject({ status: 400, code: 'organization_membership_not_found' })
    expect(await choose(pendingAuthenticationToken, ACME)).toMatchObject({ organizationId: ACME })
  })

  it('is not asked about memberships that are not active', async () => {
    const { userId, id } = await membership('dual@example.com', GLOBEX)
    await emulator.workos.userManagement.deactivateOrganizationMembership(id)
    expect(await emulator.signIn('dual@example.com')).toMatchObject({ organizationId: ACME, user: { id: userId } })
  })
})

describe('a person with a second factor', () => {
  it('is told the factors, without a challenge', async () => {
    const error = await failure(emulator.signIn('mfa@example.com'))
    expect(error).toMatchObject({ name: 'AuthenticationException', status: 403, code: 'mfa_challenge' })
    expect(error.rawData).toEqual({
      code: 'mfa_challenge',
      message: expect.any(String),
      pending_authentication_token: expect.any(String),
      authentication_factors: [{ id: expect.stringMatching(/^auth_factor_/), type: 'totp' }],
      user: expect.objectContaining({ email: 'mfa@example.com' }),
    })
  })

  it('finds the secret of the authenticator in the inbox', async () => {
    const [mail] = await emulator.mails('mfa@example.com')
    const secret = new URL(mail?.url ?? '').searchParams.get('secret')
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(mail?.text).toContain(secret)
  })

  it('goes on with what a real authenticator app shows now', async () => {
    const [mail] = await emulator.mails('mfa@example.com')
    const error = await failure(emulator.signIn('mfa@example.com'))
    const [factor] = error.rawData.authentication_factors as [{ id: string }]
    const { id: authenticationChallengeId } = await emulator.workos.multiFactorAuth.challengeFactor({ authenticationFactorId: factor.id })
    const result = await emulator.workos.userManagement.authenticateWithTotp({
      clientId, authenticationChallengeId, pendingAuthenticationToken: String(error.pendingAuthenticationToken), code: authenticatorApp(mail?.url ?? '').code(),
    })
    expect(result).toMatchObject({ user: { email: 'mfa@example.com' }, authenticationMethod: 'MagicAuth' })
  })
})

describe('an address of a domain with SSO', () => {
  it.each(['homer@globex.com', 'never.seen@GLOBEX.com'])('must use it: %s', async (email) => {
    const error = await failure(emulator.signIn(email))
    expect(error).toMatchObject({ name: 'AuthenticationException', status: 400, code: 'sso_required' })
    expect(error.rawData).toEqual({
      error: 'sso_required',
      error_description: expect.any(String),
      email,
      connection_ids: [GLOBEX_SSO],
      pending_authentication_token: expect.any(String),
    })
  })
})

describe('an address that is not verified', () => {
  it('must be verified first', async () => {
    const error = await failure(emulator.signIn('unverified@example.com'))
    const verification = await emulator.workos.userManagement.getEmailVerification(String(error.rawData.email_verification_id))
    expect(error).toMatchObject({ name: 'AuthenticationException', status: 403, code: 'email_verification_required' })
    expect(error.rawData).toEqual({
      code: 'email_verification_required',
      message: expect.any(String),
      pending_authentication_token: expect.any(String),
      email: 'unverified@example.com',
      email_verification_id: verification.id,
    })
    expect((await emulator.mails('unverified@example.com')).at(-1)).toMatchObject({ kind: 'email_verification', code: verification.code })
  })

  it('goes on with the code, and is not asked again', async () => {
    const pendingAuthenticationToken = await pendingToken('unverified@example.com')
    const code = (await emulator.mails('unverified@example.com')).at(-1)?.code ?? ''
    const result = await verify(pendingAuthenticationToken, code)
    expect(result).toMatchObject({ user: { emailVerified: true }, authenticationMethod: 'MagicAuth' })
    expect(await emulator.signIn('unverified@example.com')).toMatchObject({ user: { id: result.user.id } })
  })

  it('can try again after a wrong code, with the same pending token', async () => {
    const pendingAuthenticationToken = await pendingToken('unverified@example.com')
    const code = (await emulator.mails('unverified@example.com')).at(-1)?.code ?? ''
    const wrong = code === '000000' ? '111111' : '000000'
    expect(await failure(verify(pendingAuthenticationToken, wrong))).toMatchObject({ status: 400, code: 'invalid_one_time_code' })
    expect(await verify(pendingAuthenticationToken, code)).toMatchObject({ user: { emailVerified: true } })
  })

  it('meets the next policy afterwards', async () => {
    const { id: userId } = (await emulator.workos.userManagement.listUsers({ email: 'unverified@example.com' })).data[0]!
    for (const organizationId of [ACME, GLOBEX]) {
      await emulator.workos.userManagement.createOrganizationMembership({ userId, organizationId })
    }
    const first = await pendingToken('unverified@example.com')
    const code = (await emulator.mails('unverified@example.com')).at(-1)?.code ?? ''
    const error = await failure(verify(first, code))
    expect(error).toMatchObject({ code: 'organization_selection_required' })
    expect(error.pendingAuthenticationToken).not.toBe(first)
    expect(await choose(String(error.pendingAuthenticationToken), ACME)).toMatchObject({ organizationId: ACME })
  })
})

describe('a pending authentication token', () => {
  it('works once', async () => {
    const token = await pendingToken('dual@example.com')
    await choose(token, ACME)
    expect(await failure(choose(token, ACME))).toMatchObject({ status: 400, code: 'invalid_pending_authentication_token' })
  })

  it('works for ten minutes', async () => {
    const token = await pendingToken('dual@example.com')
    await emulator.advance(600)
    expect(await failure(choose(token, ACME))).toMatchObject({ status: 400, code: 'invalid_pending_authentication_token' })
  })

  it('has to exist', async () => {
    expect(await failure(verify('made-up', '123456')))
      .toMatchObject({ name: 'GenericServerException', code: 'invalid_pending_authentication_token' })
  })
})

const pendingToken = async (email: string) => String((await failure(emulator.signIn(email))).pendingAuthenticationToken)

const choose = (pendingAuthenticationToken: string, organizationId: string) =>
  emulator.workos.userManagement.authenticateWithOrganizationSelection({ clientId, pendingAuthenticationToken, organizationId })

const verify = (pendingAuthenticationToken: string, code: string) =>
  emulator.workos.userManagement.authenticateWithEmailVerification({ clientId, pendingAuthenticationToken, code })

async function membership(email: string, organizationId: string) {
  const [user] = (await emulator.workos.userManagement.listUsers({ email })).data
  const [found] = (await emulator.workos.userManagement.listOrganizationMemberships({ userId: user!.id, organizationId })).data
  return found!
}
