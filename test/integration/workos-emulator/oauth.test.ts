import { describe, expect, it } from 'vitest'
import { REDIRECT_URI, useBrowser } from './browser'
import { ACME, GLOBEX_SSO, INITECH_SSO, clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const browser = useBrowser(emulator)
const users = () => emulator.workos.userManagement

interface Options {
  readonly provider?: string
  readonly providerScopes?: string[]
  /** The provider does not know the address to be the person's. */
  readonly unverified?: boolean
}

async function signIn(email: string, { provider = 'GoogleOAuth', providerScopes, unverified = false }: Options = {}) {
  const url = users().getAuthorizationUrl({ clientId, redirectUri: REDIRECT_URI, provider, ...(providerScopes && { providerScopes }) })
  const { code = '' } = await browser.signIn(url, email, unverified ? { unverified: 'true' } : {})
  return users().authenticateWithCode({ clientId, code })
}

const events = async (): Promise<{ event: string, data: Record<string, unknown> }[]> => (await emulator.api('GET', '/events?limit=100')).body.data

async function enterMailedCode(email: string, error: Record<string, unknown>) {
  const code = (await emulator.mails(email)).at(-1)?.code ?? ''
  return users().authenticateWithEmailVerification({ clientId, pendingAuthenticationToken: String(error.pendingAuthenticationToken), code })
}

describe('signing in with a provider', () => {
  it.each(['AppleOAuth', 'BitbucketOAuth', 'GitHubOAuth', 'GitLabOAuth', 'GoogleOAuth', 'IntuitOAuth', 'LinkedInOAuth', 'MicrosoftOAuth',
    'SalesforceOAuth', 'SlackOAuth', 'VercelMarketplaceOAuth', 'VercelOAuth', 'XeroOAuth'])('names it: %s', async (provider) => {
    expect(await signIn('ada@example.com', { provider })).toMatchObject({ authenticationMethod: provider })
  })

  it('signs an unknown person up, with a verified address', async () => {
    const { user } = await signIn('New.Person@example.com')
    expect(user).toMatchObject({ email: 'New.Person@example.com', emailVerified: true })
    expect((await events()).map(({ event }) => event)).toEqual(['user.created', 'authentication.oauth_succeeded', 'session.created'])
  })

  it('finds a known person by address, whatever its case', async () => {
    const [ada] = (await users().listUsers({ email: 'ada@example.com' })).data
    expect(await signIn('ADA@example.com')).toMatchObject({ user: { id: ada?.id, email: 'ada@example.com' } })
  })

  it('links the account, which stays this user when the address changes', async () => {
    const { user } = await signIn('ada@example.com')
    await users().updateUser({ userId: user.id, email: 'countess@example.com' })
    await users().updateUser({ userId: user.id, emailVerified: true })
    expect(await signIn('ada@example.com')).toMatchObject({ user: { id: user.id, email: 'countess@example.com' } })
  })

  it('starts over with whoever was deleted', async () => {
    const { user } = await signIn('ada@example.com')
    await users().deleteUser(user.id)
    expect((await signIn('ada@example.com')).user.id).not.toBe(user.id)
  })

  it('lists what is linked', async () => {
    const { user } = await signIn('ada@example.com', { provider: 'GitHubOAuth' })
    await signIn('ada@example.com', { provider: 'GitHubOAuth' })
    await signIn('ada@example.com', { provider: 'MicrosoftOAuth' })
    const { body } = await emulator.api('GET', `/user_management/users/${user.id}/identities`)
    expect(body).toEqual([
      { idp_id: expect.any(String), type: 'OAuth', provider: 'GithubOAuth' },
      { idp_id: expect.any(String), type: 'OAuth', provider: 'MicrosoftOAuth' },
    ])
    expect(await users().getUserIdentities(user.id)).toMatchObject([{ provider: 'GitHubOAuth' }, { provider: 'MicrosoftOAuth' }])
  })

  it('keeps unknown people out when sign-up is off', async () => {
    await emulator.configure({ signUpAllowed: false })
    expect(await failure(signIn('stranger@example.com'))).toMatchObject({ name: 'OauthException', status: 400, error: 'sign_up_not_allowed' })
    expect(await signIn('ada@example.com')).toMatchObject({ user: { email: 'ada@example.com' } })
    expect((await events())[0]).toMatchObject({
      event: 'authentication.oauth_failed', data: { type: 'oauth', status: 'failed', email: 'stranger@example.com', error: { code: 'sign_up_not_allowed' } },
    })
  })

  it('keeps everybody out when the provider was switched off on the way, and signs nobody up', async () => {
    const { code = '' } = await browser.signIn(users().getAuthorizationUrl({ clientId, redirectUri: REDIRECT_URI, provider: 'GoogleOAuth' }), 'new@example.com')
    await emulator.configure({ disabledMethods: ['GoogleOAuth'] })
    expect(await failure(users().authenticateWithCode({ clientId, code })))
      .toMatchObject({ name: 'GenericServerException', status: 403, code: 'authentication_method_not_allowed' })
    expect((await users().listUsers({ email: 'new@example.com' })).data).toEqual([])
  })
})

describe('an address that the provider has not verified', () => {
  it('is verified once, then the account is linked', async () => {
    const email = 'new@example.com'
    const error = await failure(signIn(email, { unverified: true }))
    expect(error).toMatchObject({ name: 'AuthenticationException', status: 403, code: 'email_verification_required', rawData: { email } })
    expect(await enterMailedCode(email, error)).toMatchObject({ authenticationMethod: 'GoogleOAuth', user: { email, emailVerified: true } })
    expect(await signIn(email, { unverified: true })).toMatchObject({ user: { email } })
  })

  it('does not open the account of the person it belongs to', async () => {
    const error = await failure(signIn('grace@acme.com', { unverified: true }))
    expect(error).toMatchObject({ code: 'email_verification_required' })
    const [grace] = (await users().listUsers({ email: 'grace@acme.com' })).data
    expect(await users().getUserIdentities(grace!.id)).toEqual([])
  })

  it('is every address of a provider that is not trusted', async () => {
    await emulator.configure({ untrustedProviders: ['GitHubOAuth'] })
    expect(await failure(signIn('ada@example.com', { provider: 'GitHubOAuth' }))).toMatchObject({ code: 'email_verification_required' })
    expect(await signIn('ada@example.com', { provider: 'GoogleOAuth' })).toMatchObject({ user: { email: 'ada@example.com' } })
  })

  it('is that of the seeded person who has to verify it', async () => {
    const error = await failure(signIn('unverified@example.com'))
    expect(error).toMatchObject({ code: 'email_verification_required' })
    expect(await enterMailedCode('unverified@example.com', error)).toMatchObject({ user: { emailVerified: true } })
    expect(await signIn('unverified@example.com')).toMatchObject({ user: { emailVerified: true } })
  })
})

describe('the next step after a provider', () => {
  it.each([
    ['homer@globex.com', 'sso_required', { connection_ids: [GLOBEX_SSO] }],
    ['never.seen@globex.com', 'sso_required', { connection_ids: [GLOBEX_SSO] }],
    ['peter@initech.com', 'sso_required', { connection_ids: INITECH_SSO }],
    ['mfa@example.com', 'mfa_challenge', { user: expect.objectContaining({ email: 'mfa@example.com' }) }],
    ['dual@example.com', 'organization_selection_required', { organizations: [expect.anything(), expect.anything()] }],
  ])('of %s is %s', async (email, code, rawData) => {
    const error = await failure(signIn(email))
    expect(error).toMatchObject({ name: 'AuthenticationException', code })
    expect(error.rawData).toMatchObject({ ...rawData, pending_authentication_token: expect.any(String) })
  })

  it('does not lose how the person came', async () => {
    const { pendingAuthenticationToken } = await failure(signIn('dual@example.com'))
    expect(await users().authenticateWithOrganizationSelection({
      clientId, pendingAuthenticationToken: String(pendingAuthenticationToken), organizationId: ACME,
    })).toMatchObject({ authenticationMethod: 'GoogleOAuth', organizationId: ACME })
  })
})

describe('the tokens of the provider', () => {
  it('stay at WorkOS', async () => {
    expect((await signIn('ada@example.com')).oauthTokens).toBeUndefined()
  })

  it('are handed out where that is enabled, with the scopes that were asked for', async () => {
    await emulator.configure({ oauthTokens: ['GoogleOAuth'] })
    const { oauthTokens } = await signIn('ada@example.com', { providerScopes: ['calendar', 'drive'] })
    expect(oauthTokens).toEqual({ accessToken: expect.any(String), refreshToken: expect.any(String), expiresAt: expect.any(Number), scopes: ['calendar', 'drive'] })
    expect((await signIn('ada@example.com', { provider: 'GitHubOAuth' })).oauthTokens).toBeUndefined()
  })
})

describe('the hosted page', () => {
  const hosted = (organizationId?: string) =>
    users().getAuthorizationUrl({ clientId, redirectUri: REDIRECT_URI, provider: 'authkit', ...(organizationId && { organizationId }) })
  const finish = async (url: string, email: string) => {
    const { code = '' } = await browser.signIn(url, email)
    return users().authenticateWithCode({ clientId, code })
  }

  it('counts as a mailed code', async () => {
    expect(await finish(hosted(), 'new@example.com')).toMatchObject({ authenticationMethod: 'MagicAuth', user: { emailVerified: true } })
  })

  it('can be told the organization', async () => {
    expect(await finish(hosted(ACME), 'dual@example.com')).toMatchObject({ organizationId: ACME })
    expect(await failure(finish(hosted(ACME), 'ada@example.com'))).toMatchObject({ status: 400, code: 'organization_membership_not_found' })
  })
})

describe('an attempt that comes to nothing', () => {
  it.each([['deny', 'access_denied'], ['fail', 'oauth_failed']])('is told after %s', async (outcome, code) => {
    const url = users().getAuthorizationUrl({ clientId, redirectUri: REDIRECT_URI, provider: 'GoogleOAuth' })
    await browser.answer(await browser.open(url), { outcome })
    expect(await events()).toMatchObject([{
      event: 'authentication.oauth_failed',
      data: { type: 'oauth', status: 'failed', user_id: null, email: null, ip_address: '127.0.0.1', user_agent: expect.any(String), error: { code, message: expect.any(String) } },
    }])
  })
})
