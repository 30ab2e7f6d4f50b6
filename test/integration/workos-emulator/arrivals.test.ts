import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { REDIRECT_URI, callbackQuery, useBrowser } from './browser'
import { ACME, GLOBEX, GLOBEX_SSO, INITECH_SSO, clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const browser = useBrowser(emulator)
const users = () => emulator.workos.userManagement

const IMPERSONATE = '/_emulate/impersonate?email=grace@acme.com&impersonator=eve@team.example&reason=Ticket+7'
const TILE = `/_emulate/idp-initiated?connection_id=${GLOBEX_SSO}&email=homer@globex.com`

const arrive = async (link: string) => callbackQuery((await browser.follow(link)).location)
const exchange = (code = '') => users().authenticateWithCode({ clientId, code })
const events = async (): Promise<{ event: string, data: Record<string, unknown> }[]> => (await emulator.api('GET', '/events?limit=100')).body.data

describe('impersonation from the dashboard', () => {
  it('arrives with a code and nothing else', async () => {
    expect(await arrive(IMPERSONATE)).toEqual({ code: expect.any(String) })
  })

  it('says who looks, and why', async () => {
    const { code } = await arrive(IMPERSONATE)
    const result = await exchange(code)
    expect(result).toMatchObject({
      authenticationMethod: 'Impersonation', organizationId: ACME, user: { email: 'grace@acme.com' }, impersonator: { email: 'eve@team.example', reason: 'Ticket 7' },
    })
    expect(decodeJwt(result.accessToken)).toMatchObject({ sub: result.user.id, act: { sub: 'eve@team.example' } })
  })

  it('keeps saying so after a refresh', async () => {
    const { refreshToken } = await exchange((await arrive(IMPERSONATE)).code)
    const { accessToken, impersonator } = await emulator.refresh(refreshToken)
    expect(impersonator).toEqual({ email: 'eve@team.example', reason: 'Ticket 7' })
    expect(decodeJwt(accessToken)).toMatchObject({ act: { sub: 'eve@team.example' } })
  })

  it('needs no reason', async () => {
    const { impersonator } = await exchange((await arrive('/_emulate/impersonate?email=ada@example.com')).code)
    expect(impersonator).toEqual({ email: 'support@example.com', reason: null })
  })

  it('lasts an hour', async () => {
    const { refreshToken, user } = await exchange((await arrive(IMPERSONATE)).code)
    const [session] = (await users().listSessions(user.id)).data
    expect(session).toMatchObject({ authMethod: 'impersonation', impersonator: { email: 'eve@team.example' } })
    expect(Date.parse(session!.expiresAt) - Date.parse(session!.createdAt)).toBe(3_600_000)
    await emulator.advance(3600)
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject({ error: 'invalid_grant' })
  })

  it('is not a sign-in of the user', async () => {
    const { user } = await exchange((await arrive(IMPERSONATE)).code)
    expect((await users().getUser(user.id)).lastSignInAt).toBeNull()
    expect(await events()).toMatchObject([
      { event: 'session.created', data: { auth_method: 'impersonation', impersonator: { email: 'eve@team.example', reason: 'Ticket 7' } } },
    ])
  })

  it.each(['homer@globex.com', 'mfa@example.com', 'unverified@example.com'])('asks nothing of %s', async (email) => {
    expect(await exchange((await arrive(`/_emulate/impersonate?email=${email}`)).code)).toMatchObject({ user: { email } })
  })

  it('chooses the organization before or after', async () => {
    const link = '/_emulate/impersonate?email=dual@example.com'
    expect(await exchange((await arrive(`${link}&organization_id=${GLOBEX}`)).code)).toMatchObject({ organizationId: GLOBEX })
    const { code, pendingAuthenticationToken } = await failure(exchange((await arrive(link)).code))
    expect(code).toBe('organization_selection_required')
    const chosen = { clientId, pendingAuthenticationToken: String(pendingAuthenticationToken), organizationId: ACME }
    expect(await users().authenticateWithOrganizationSelection(chosen)).toMatchObject({ impersonator: { email: 'support@example.com' } })
  })

  it('goes to any registered address, the default one unless told', async () => {
    const { location } = await browser.follow(`${IMPERSONATE}&redirect_uri=http://localhost:4321/auth/callback`)
    expect(location).toMatch(/^http:\/\/localhost:4321\/auth\/callback\?code=/)
    expect(await emulator.control('GET', `${IMPERSONATE}&redirect_uri=https://evil.example.com/`)).toMatchObject({ status: 422 })
  })

  it('is of somebody', async () => {
    expect(await emulator.control('GET', '/_emulate/impersonate?email=nobody@example.com')).toMatchObject({ status: 404 })
    expect(await emulator.control('GET', '/_emulate/impersonate')).toMatchObject({ status: 422 })
  })
})

describe('SSO that begins at the company', () => {
  it('arrives with a code and nothing else', async () => {
    const query = await arrive(TILE)
    expect(query).toEqual({ code: expect.any(String) })
    expect(await exchange(query.code)).toMatchObject({ authenticationMethod: 'SSO', organizationId: GLOBEX, user: { email: 'homer@globex.com' } })
  })

  it('has no verifier to show', async () => {
    const { code = '' } = await arrive(TILE)
    expect(await failure(users().authenticateWithCode({ clientId, code, codeVerifier: 'a'.repeat(43) }))).toMatchObject({ code: 'code_challenge_not_found' })
  })

  it.each([
    ['profile_not_allowed_outside_organization', `/_emulate/idp-initiated?connection_id=${GLOBEX_SSO}&email=ada@example.com`],
    ['connection_invalid', '/_emulate/idp-initiated?connection_id=conn_none&email=homer@globex.com'],
  ])('arrives with %s', async (error, link) => {
    expect(await arrive(link)).toEqual({ error, error_description: expect.any(String) })
  })
})

describe('with a sign-in URL', () => {
  const SIGN_IN_URL = 'http://localhost:3000/login'
  const urlOf = (selector: { provider: string } | { connectionId: string }) =>
    users().getAuthorizationUrl({ clientId, redirectUri: REDIRECT_URI, state: 'own', ...selector })

  /** @returns what the browser carries when it comes to the application's sign-in page. */
  async function cookieOf(link: string): Promise<Record<string, string>> {
    await emulator.configure({ signInUrl: SIGN_IN_URL })
    const { location, headers } = await browser.follow(link)
    expect(location).toBe(SIGN_IN_URL)
    return { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' }
  }

  it.each([{ provider: 'authkit' }, { provider: 'GoogleOAuth' }])('the application starts the flow that the impersonator finishes: %o', async (selector) => {
    const headers = await cookieOf(IMPERSONATE)
    const { code, state } = callbackQuery((await browser.follow(urlOf(selector), { headers })).location)
    expect(state).toBe('own')
    expect(await exchange(code)).toMatchObject({ authenticationMethod: 'Impersonation', impersonator: { email: 'eve@team.example' } })
  })

  it('the company is not asked twice', async () => {
    const headers = await cookieOf(TILE)
    const { code } = callbackQuery((await browser.follow(urlOf({ connectionId: GLOBEX_SSO }), { headers })).location)
    expect(await exchange(code)).toMatchObject({ authenticationMethod: 'SSO', user: { email: 'homer@globex.com' } })
  })

  it('the company does not answer for others', async () => {
    const headers = await cookieOf(TILE)
    for (const selector of [{ provider: 'GoogleOAuth' }, { connectionId: INITECH_SSO[0]! }]) {
      expect((await browser.follow(urlOf(selector), { headers })).location).toMatch(/^\/_emulate\/idp\//)
    }
  })

  it('the next sign-in is an ordinary one', async () => {
    const headers = await cookieOf(IMPERSONATE)
    await browser.follow(urlOf({ provider: 'GoogleOAuth' }), { headers })
    expect((await browser.follow(urlOf({ provider: 'GoogleOAuth' }), { headers })).location).toMatch(/^\/_emulate\/idp\//)
  })

  it('too late is an ordinary one, too', async () => {
    const headers = await cookieOf(IMPERSONATE)
    await emulator.advance(600)
    expect((await browser.follow(urlOf({ provider: 'GoogleOAuth' }), { headers })).location).toMatch(/^\/_emulate\/idp\//)
  })

  it('a link by another name of this machine leads to the one that the application uses', async () => {
    await emulator.configure({ signInUrl: SIGN_IN_URL })
    const { location } = await browser.follow(emulator.url.replace('127.0.0.1', 'localhost') + IMPERSONATE)
    expect(location).toBe(emulator.url + IMPERSONATE)
  })
})
