import { describe, expect, it } from 'vitest'
import { ACME, GLOBEX, GLOBEX_SSO, INITECH, INITECH_SSO, clientId, useEmulator } from './startEmulator'
import { REDIRECT_URI, useBrowser } from './browser'

const emulator = useEmulator()
const browser = useBrowser(emulator)

const CHALLENGE = 'a'.repeat(43)

function authorizeUrl(parameters: Record<string, string | undefined>): string {
  const query = new URLSearchParams()
  const all = { client_id: clientId, redirect_uri: REDIRECT_URI, response_type: 'code', state: 'the state', ...parameters }
  for (const [name, value] of Object.entries(all)) if (value !== undefined) query.set(name, value)
  return `/user_management/authorize?${query}`
}

describe('an authorization request that cannot be sent back', () => {
  it.each([
    ['an unknown client', { client_id: 'client_other' }],
    ['no client', { client_id: undefined }],
    ['an address that is not registered', { redirect_uri: 'https://evil.example.com/auth/callback' }],
    ['no address', { redirect_uri: undefined }],
  ])('ends on a page: %s', async (_, parameters) => {
    const { status, location, text } = await browser.follow(authorizeUrl({ provider: 'GoogleOAuth', ...parameters }))
    expect({ status, location }).toEqual({ status: 400, location: null })
    expect(text).toContain('<h1>Sign-in cannot start</h1>')
  })
})

describe('a faulty authorization request', () => {
  it.each([
    ['invalid_connection_selector', {}],
    ['invalid_connection_selector', { provider: 'GoogleOAuth', connection_id: GLOBEX_SSO }],
    ['invalid_connection_selector', { provider: 'GoogleOAuth', organization_id: GLOBEX }],
    ['invalid_connection_selector', { provider: 'authkit', connection_id: GLOBEX_SSO }],
    ['invalid_connection_selector', { provider: 'MyspaceOAuth' }],
    ['connection_invalid', { connection_id: 'conn_none' }],
    ['organization_invalid', { organization_id: ACME }],
    ['organization_invalid', { organization_id: 'org_none' }],
    ['ambiguous_connection_selector', { organization_id: INITECH }],
    ['unsupported_response_type', { provider: 'GoogleOAuth', response_type: 'token' }],
    ['unsupported_response_type', { provider: 'GoogleOAuth', response_type: undefined }],
    ['invalid_request', { provider: 'GoogleOAuth', code_challenge: 'short', code_challenge_method: 'S256' }],
    ['invalid_request', { provider: 'GoogleOAuth', code_challenge: CHALLENGE }],
    ['invalid_request', { provider: 'GoogleOAuth', code_challenge: CHALLENGE, code_challenge_method: 'plain' }],
    ['invalid_request', { provider: 'GoogleOAuth', code_challenge_method: 'S256' }],
    ['invalid_request', { provider: 'GoogleOAuth', max_age: 'soon' }],
  ])('goes back with %s and its state: %o', async (error, parameters: Record<string, string | undefined>) => {
    expect(await browser.refusal(authorizeUrl(parameters))).toEqual({ error, error_description: expect.any(String), state: 'the state' })
  })

  it('goes back without a state when it had none', async () => {
    expect(await browser.refusal(authorizeUrl({ state: undefined }))).not.toHaveProperty('state')
  })

  it('goes back when the provider is not enabled', async () => {
    await emulator.configure({ disabledMethods: ['GoogleOAuth'] })
    expect(await browser.refusal(authorizeUrl({ provider: 'GoogleOAuth' }))).toMatchObject({ error: 'oauth_failed' })
  })

  it.each([
    ['inactive', 'connection_invalid'],
    ['validating', 'connection_invalid'],
    ['draft', 'connection_unlinked'],
  ])('goes back when the connection is %s', async (state, error) => {
    await emulator.control('PATCH', `/_emulate/connections/${GLOBEX_SSO}`, { state })
    expect(await browser.refusal(authorizeUrl({ connection_id: GLOBEX_SSO }))).toMatchObject({ error })
  })

  it('may become unambiguous', async () => {
    await emulator.control('PATCH', `/_emulate/connections/${INITECH_SSO[0]}`, { state: 'inactive' })
    const { text } = await browser.follow(await browser.open(authorizeUrl({ organization_id: INITECH })))
    expect(text).toContain('Sign in with Initech Entra ID')
  })
})

describe('every parameter of the SDK', () => {
  it('is accepted', async () => {
    const url = emulator.workos.userManagement.getAuthorizationUrl({
      clientId,
      redirectUri: REDIRECT_URI,
      provider: 'GoogleOAuth',
      state: 's & t',
      codeChallenge: CHALLENGE,
      codeChallengeMethod: 'S256',
      domainHint: 'example.com',
      loginHint: 'o\'hara+x@example.com',
      prompt: 'select_account',
      providerScopes: ['calendar', 'drive'],
      providerQueryParams: { hd: 'example.com' },
      invitationToken: 'token',
      maxAge: 0,
      claimNonce: 'nonce',
    })
    const { text } = await browser.follow(await browser.open(url))
    expect(text).toContain('value="o&#39;hara+x@example.com"')
  })

  it('includes those of the hosted page', async () => {
    const url = emulator.workos.userManagement.getAuthorizationUrl({
      clientId, redirectUri: REDIRECT_URI, provider: 'authkit', organizationId: ACME, screenHint: 'sign-up',
    })
    expect((await browser.follow(await browser.open(url))).text).toContain('Sign in with AuthKit')
  })
})

describe('the page of a provider', () => {
  const provider = () => browser.open(authorizeUrl({ provider: 'GitHubOAuth' }))

  it('offers the seeded people, a free address, and two ways to go wrong', async () => {
    const { status, text, headers } = await browser.follow(await provider())
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(text).toContain('<h1>Sign in with GitHub</h1>')
    for (const email of ['ada@example.com', 'grace@acme.com', 'unverified@example.com']) {
      expect(text).toContain(`<button name="email" value="${email}">${email}</button>`)
    }
    expect(text).toMatch(/<label for="email">Email<\/label>/)
    for (const button of ['Continue', 'Deny', 'Fail']) expect(text).toMatch(new RegExp(`<button[^>]*>${button}</button>`))
    expect(text).not.toContain('<script')
  })

  it('goes back with a code and the state', async () => {
    expect(await browser.answer(await provider(), { email: 'ada@example.com' }))
      .toEqual({ code: expect.any(String), state: 'the state' })
  })

  it.each([
    [{ provider: 'GitHubOAuth' }, 'deny', 'access_denied'],
    [{ connection_id: GLOBEX_SSO }, 'deny', 'access_denied'],
    [{ provider: 'GitHubOAuth' }, 'fail', 'oauth_failed'],
    [{ connection_id: GLOBEX_SSO }, 'fail', 'server_error'],
  ])('of %o goes back after %s with %s', async (selector, outcome, error) => {
    expect(await browser.answer(await browser.open(authorizeUrl(selector)), { outcome }))
      .toEqual({ error, error_description: expect.any(String), state: 'the state' })
  })

  it.each([{ email: 'nobody' }, {}, { outcome: 'explode' }])('asks again after %o', async (fields) => {
    const page = await provider()
    const { status, text } = await browser.follow(page, { method: 'POST', body: new URLSearchParams(fields as Record<string, string>) })
    expect(status).toBe(400)
    expect(text).toContain('role="alert"')
    expect(await browser.answer(page, { email: 'ada@example.com' })).toHaveProperty('code')
  })

  it('answers a test without a browser, in JSON', async () => {
    const answer = await emulator.control('POST', await provider(), { email: 'ada@example.com', unverified: true })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toContain('code=')
  })

  it('closes after ten minutes', async () => {
    const page = await provider()
    await emulator.advance(600)
    expect(await browser.follow(page)).toMatchObject({ status: 410, location: null })
    expect(await browser.follow(page, { method: 'POST', body: new URLSearchParams({ email: 'ada@example.com' }) }))
      .toMatchObject({ status: 410, location: null })
  })
})

describe('the page of an SSO connection', () => {
  it('knows the people of its own domain only', async () => {
    const { text } = await browser.follow(await browser.open(authorizeUrl({ connection_id: GLOBEX_SSO })))
    expect(text).toContain('<h1>Sign in with Globex SSO</h1>')
    expect(text).toContain('homer@globex.com')
    expect(text).not.toContain('ada@example.com')
  })

  it('is found by its organization', async () => {
    const { text } = await browser.follow(await browser.open(authorizeUrl({ organization_id: GLOBEX })))
    expect(text).toContain('Globex SSO')
  })

  it('refuses addresses of other domains', async () => {
    const page = await browser.open(authorizeUrl({ connection_id: GLOBEX_SSO }))
    expect(await browser.answer(page, { email: 'ada@example.com' }))
      .toEqual({ error: 'profile_not_allowed_outside_organization', error_description: expect.any(String), state: 'the state' })
  })

  it('goes back with an error when the connection was switched off meanwhile', async () => {
    const page = await browser.open(authorizeUrl({ connection_id: GLOBEX_SSO }))
    await emulator.control('PATCH', `/_emulate/connections/${GLOBEX_SSO}`, { state: 'inactive' })
    expect(await browser.answer(page, { email: 'homer@globex.com' })).toMatchObject({ error: 'connection_invalid' })
  })
})

describe('the setting autoApprove', () => {
  it('skips the page: an address as hint decides, or else its own address', async () => {
    await emulator.configure({ autoApprove: 'ada@example.com' })
    const emails = []
    for (const login_hint of [undefined, 'grace@acme.com', 'grace']) {
      const { code = '' } = await browser.refusal(authorizeUrl({ provider: 'GoogleOAuth', login_hint }))
      emails.push((await emulator.workos.userManagement.authenticateWithCode({ clientId, code })).user.email)
    }
    expect(emails).toEqual(['ada@example.com', 'grace@acme.com', 'ada@example.com'])
  })
})
