import { describe, expect, it } from 'vitest'
import { REDIRECT_URI, callbackQuery, useBrowser } from './browser'
import { ACME, GLOBEX, GLOBEX_SSO, GRACE, clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const browser = useBrowser(emulator)
const users = () => emulator.workos.userManagement

const setPolicy = (organizationId: string, policy: Record<string, unknown>) =>
  emulator.control('PUT', `/_emulate/organization-policies/${organizationId}`, policy)

const choose = (pendingAuthenticationToken: unknown, organizationId: string) =>
  users().authenticateWithOrganizationSelection({ clientId, pendingAuthenticationToken: String(pendingAuthenticationToken), organizationId })

async function signInAt(provider: string, email: string) {
  const { code = '' } = await browser.signIn(users().getAuthorizationUrl({ clientId, redirectUri: REDIRECT_URI, provider }), email)
  return users().authenticateWithCode({ clientId, code })
}

async function signInThrough(connectionId: string, email: string) {
  const { code = '' } = await browser.signIn(users().getAuthorizationUrl({ clientId, redirectUri: REDIRECT_URI, connectionId }), email)
  return users().authenticateWithCode({ clientId, code })
}

const dualIn = async (organizationId: string) => choose((await failure(emulator.signIn('dual@example.com'))).pendingAuthenticationToken, organizationId)

describe('the policy of an organization', () => {
  it('is set and listed', async () => {
    const policy = { organizationId: ACME, ssoRequired: true, mfaRequired: false, allowedMethods: null }
    expect(await setPolicy(ACME, { ssoRequired: true })).toMatchObject({ status: 200, body: policy })
    expect((await emulator.control('GET', '/_emulate/organization-policies')).body).toEqual([policy])
  })

  it.each([
    ['org_none', {}, 404],
    [ACME, { allowedMethods: ['telepathy'] }, 422],
    [ACME, { sso: true }, 422],
  ])('is checked: %s %o', async (organizationId, policy, status) => {
    expect(await setPolicy(organizationId, policy)).toMatchObject({ status })
  })
})

describe('an organization that requires SSO', () => {
  it('refuses whoever chooses it, without a code, and lets them choose another', async () => {
    await setPolicy(GLOBEX, { ssoRequired: true })
    const { pendingAuthenticationToken } = await failure(emulator.signIn('dual@example.com'))
    const error = await failure(choose(pendingAuthenticationToken, GLOBEX))
    expect(error).toMatchObject({ name: 'GenericServerException', status: 400, code: undefined, message: 'Must use SSO for selected organization' })
    expect(error.rawData).toEqual({ message: 'Must use SSO for selected organization' })
    expect(await choose(pendingAuthenticationToken, ACME)).toMatchObject({ organizationId: ACME })
  })

  it('refuses whoever belongs to it alone with the ways in', async () => {
    await setPolicy(ACME, { ssoRequired: true })
    const { body: connection } = await emulator.control('POST', '/_emulate/connections', { organization_id: ACME })
    await emulator.api('DELETE', `/organization_domains/${(await emulator.workos.organizations.getOrganization(ACME)).domains[0]?.id}`)
    const error = await failure(emulator.signIn('grace@acme.com'))
    expect(error).toMatchObject({ name: 'AuthenticationException', status: 400, code: 'sso_required' })
    expect(error.rawData).toMatchObject({ email: 'grace@acme.com', connection_ids: [connection.id], pending_authentication_token: expect.any(String) })
  })

  it('refuses a session that wants to move there, and the session goes on', async () => {
    const { refreshToken } = await dualIn(ACME)
    await setPolicy(GLOBEX, { ssoRequired: true })
    const error = await failure(emulator.refresh(refreshToken, GLOBEX))
    expect(error).toMatchObject({ name: 'AuthenticationException', status: 400, code: 'sso_required' })
    expect(error.rawData).toEqual({ error: 'sso_required', error_description: expect.any(String), email: 'dual@example.com', connection_ids: [GLOBEX_SSO] })
    expect(await emulator.refresh(refreshToken)).toMatchObject({ organizationId: ACME })
  })

  it('ends sessions that were there before at their next refresh', async () => {
    const { refreshToken } = await dualIn(GLOBEX)
    await setPolicy(GLOBEX, { ssoRequired: true })
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject({ code: 'sso_required' })
  })

  it('lets in whoever comes through its own connection', async () => {
    await setPolicy(GLOBEX, { ssoRequired: true, mfaRequired: true, allowedMethods: [] })
    const { refreshToken, organizationId } = await signInThrough(GLOBEX_SSO, 'homer@globex.com')
    expect(organizationId).toBe(GLOBEX)
    expect(await emulator.refresh(refreshToken)).toMatchObject({ organizationId: GLOBEX })
  })

  it('does not offer a connection that was switched off', async () => {
    const { refreshToken } = await dualIn(ACME)
    await setPolicy(GLOBEX, { ssoRequired: true })
    await emulator.control('PATCH', `/_emulate/connections/${GLOBEX_SSO}`, { state: 'inactive' })
    expect(await failure(emulator.refresh(refreshToken, GLOBEX))).toMatchObject({ code: 'sso_required', rawData: { connection_ids: [] } })
  })

  it('asks nothing of the team, which looks in from the dashboard', async () => {
    await setPolicy(ACME, { ssoRequired: true, mfaRequired: true, allowedMethods: [] })
    const { location } = await browser.follow('/_emulate/impersonate?email=grace@acme.com')
    const { refreshToken } = await users().authenticateWithCode({ clientId, code: callbackQuery(location).code ?? '' })
    expect(await emulator.refresh(refreshToken)).toMatchObject({ organizationId: ACME })
  })

  it('does not take the SSO of others', async () => {
    const { user, refreshToken } = await signInThrough(GLOBEX_SSO, 'homer@globex.com')
    await users().createOrganizationMembership({ userId: user.id, organizationId: ACME })
    await setPolicy(ACME, { ssoRequired: true })
    expect(await failure(emulator.refresh(refreshToken, ACME))).toMatchObject({ code: 'sso_required', rawData: { connection_ids: [] } })
  })
})

describe('an organization that allows some methods', () => {
  const refused = {
    error: 'organization_authentication_methods_required',
    error_description: expect.any(String),
    email: 'grace@acme.com',
    sso_connection_ids: [],
    auth_methods: { apple_oauth: false, github_oauth: false, google_oauth: true, magic_auth: false, microsoft_oauth: true, password: false },
  }

  it('names them to whoever used another', async () => {
    await setPolicy(ACME, { allowedMethods: ['google_oauth', 'microsoft_oauth'] })
    const error = await failure(emulator.signIn('grace@acme.com'))
    expect(error).toMatchObject({ name: 'OauthException', status: 400, error: 'organization_authentication_methods_required' })
    expect(error.rawData).toEqual({ ...refused, pending_authentication_token: expect.any(String) })
  })

  it.each([['GoogleOAuth', true], ['MicrosoftOAuth', true], ['GitHubOAuth', false], ['SlackOAuth', false]])('knows %s', async (provider, allowed) => {
    await setPolicy(ACME, { allowedMethods: ['google_oauth', 'microsoft_oauth'] })
    const attempt = signInAt(provider, 'grace@acme.com')
    if (allowed) expect(await attempt).toMatchObject({ organizationId: ACME })
    else expect(await failure(attempt)).toMatchObject({ error: 'organization_authentication_methods_required' })
  })

  it('says so after a choice', async () => {
    await setPolicy(GLOBEX, { allowedMethods: ['password'] })
    const { pendingAuthenticationToken } = await failure(emulator.signIn('dual@example.com'))
    expect(await failure(choose(pendingAuthenticationToken, GLOBEX)))
      .toMatchObject({ error: 'organization_authentication_methods_required', rawData: { sso_connection_ids: [GLOBEX_SSO] } })
  })

  it('says so at a refresh', async () => {
    const { refreshToken } = await emulator.signIn('grace@acme.com')
    await setPolicy(ACME, { allowedMethods: ['google_oauth', 'microsoft_oauth'] })
    expect((await failure(emulator.refresh(refreshToken))).rawData).toEqual(refused)
  })
})

describe('an organization that requires a second factor', () => {
  it('asks whoever has none to enrol one', async () => {
    await setPolicy(ACME, { mfaRequired: true })
    expect(await failure(emulator.signIn('grace@acme.com')))
      .toMatchObject({ name: 'AuthenticationException', status: 403, code: 'mfa_enrollment', rawData: { user: { email: 'grace@acme.com' } } })
  })

  it('asks a session that moves there, which goes on once it has one', async () => {
    const { refreshToken } = await dualIn(ACME)
    await setPolicy(GLOBEX, { mfaRequired: true })
    const error = await failure(emulator.refresh(refreshToken, GLOBEX))
    expect(error).toMatchObject({ name: 'AuthenticationException', status: 400, code: 'mfa_enrollment', rawData: { error: 'mfa_enrollment' } })
    const result = await enrol(error.rawData)
    expect(result).toMatchObject({ organizationId: GLOBEX, user: { email: 'dual@example.com' } })
    expect(await emulator.refresh(refreshToken, GLOBEX)).toMatchObject({ organizationId: GLOBEX })
  })

  async function enrol({ user, pending_authentication_token }: Record<string, unknown>) {
    const { id } = user as { id: string }
    const { authenticationChallenge } = await emulator.workos.multiFactorAuth.createUserAuthFactor({ userId: id, type: 'totp' })
    const { body } = await emulator.control('GET', `/_emulate/authenticator?email=dual@example.com`)
    return users().authenticateWithTotp({
      clientId,
      pendingAuthenticationToken: String(pending_authentication_token),
      authenticationChallengeId: authenticationChallenge.id,
      code: body[0].code,
    })
  }
})

describe('a method that is not enabled', () => {
  it('refuses a sign-in that began before', async () => {
    const { code } = await users().createMagicAuth({ email: 'grace@acme.com' })
    await emulator.configure({ disabledMethods: ['MagicAuth'] })
    expect(await failure(users().authenticateWithMagicAuth({ clientId, email: 'grace@acme.com', code })))
      .toMatchObject({ name: 'GenericServerException', status: 403, code: 'authentication_method_not_allowed' })
  })

  it('refuses the step after', async () => {
    const { pendingAuthenticationToken } = await failure(emulator.signIn('dual@example.com'))
    await emulator.configure({ disabledMethods: ['MagicAuth'] })
    expect(await failure(choose(pendingAuthenticationToken, ACME))).toMatchObject({ code: 'authentication_method_not_allowed' })
  })

  it('refuses SSO', async () => {
    await emulator.configure({ disabledMethods: ['SSO'] })
    expect(await failure(signInThrough(GLOBEX_SSO, 'homer@globex.com'))).toMatchObject({ status: 403, code: 'authentication_method_not_allowed' })
  })

  it('refuses a session that moves, in the shape of a refresh; staying is fine', async () => {
    const { refreshToken } = await emulator.signIn('grace@acme.com')
    await users().createOrganizationMembership({ userId: GRACE, organizationId: GLOBEX })
    await emulator.configure({ disabledMethods: ['MagicAuth'] })
    expect(await failure(emulator.refresh(refreshToken, GLOBEX))).toMatchObject({ name: 'OauthException', status: 400, error: 'authentication_method_not_allowed' })
    expect(await emulator.refresh(refreshToken)).toMatchObject({ organizationId: ACME })
  })
})
