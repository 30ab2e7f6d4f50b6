import { createHash, randomBytes } from 'node:crypto'
import { WorkOS } from '@workos-inc/node'
import { describe, expect, it } from 'vitest'
import { REDIRECT_URI, useBrowser } from './browser'
import { clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const browser = useBrowser(emulator)
const users = () => emulator.workos.userManagement

interface Challenge { readonly codeChallenge: string, readonly codeChallengeMethod: 'S256' }

function google(challenge?: Challenge): string {
  const options = { clientId, redirectUri: REDIRECT_URI, provider: 'GoogleOAuth' }
  return challenge ? users().getAuthorizationUrl({ ...options, ...challenge }) : users().getAuthorizationUrl(options)
}

const exchange = (code = '', codeVerifier?: string) =>
  users().authenticateWithCode({ clientId, code, ...(codeVerifier !== undefined && { codeVerifier }) })

/** The SDK leaves out the secret when it has no key. */
const publicClient = () => new WorkOS({ clientId, apiHostname: '127.0.0.1', port: Number(new URL(emulator.url).port), https: false, maxRetries: 0 })

function pkce(): { verifier: string, challenge: Challenge } {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: { codeChallenge: createHash('sha256').update(verifier).digest('base64url'), codeChallengeMethod: 'S256' } }
}

describe('a code', () => {
  it('gives a session', async () => {
    const { code } = await browser.signIn(google(), 'grace@acme.com')
    expect(await exchange(code)).toMatchObject({
      authenticationMethod: 'GoogleOAuth', user: { email: 'grace@acme.com', lastSignInAt: expect.any(String) }, organizationId: expect.any(String),
      accessToken: expect.any(String), refreshToken: expect.any(String),
    })
  })

  it('says whose browser it was', async () => {
    const { code = '' } = await browser.signIn(google(), 'ada@example.com')
    const { user } = await users().authenticateWithCode({ clientId, code, ipAddress: '203.0.113.9', userAgent: 'Test/1' })
    expect((await users().listSessions(user.id)).data).toMatchObject([{ ipAddress: '203.0.113.9', userAgent: 'Test/1', authMethod: 'oauth' }])
  })

  it('works once', async () => {
    const { code } = await browser.signIn(google(), 'ada@example.com')
    await exchange(code)
    expect(await failure(exchange(code))).toMatchObject({ name: 'OauthException', status: 400, error: 'invalid_grant' })
  })

  it('works once when it is used twice at the same time', async () => {
    const { code } = await browser.signIn(google(), 'ada@example.com')
    const outcomes = await Promise.allSettled([exchange(code), exchange(code)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('is spent even when it leads to another step', async () => {
    const { code } = await browser.signIn(google(), 'dual@example.com')
    expect(await failure(exchange(code))).toMatchObject({ name: 'AuthenticationException', status: 403, code: 'organization_selection_required' })
    expect(await failure(exchange(code))).toMatchObject({ error: 'invalid_grant' })
  })

  it('works for ten minutes', async () => {
    const { code } = await browser.signIn(google(), 'ada@example.com')
    await emulator.advance(600)
    expect(await failure(exchange(code))).toMatchObject({ error: 'invalid_grant' })
  })

  it('has to exist', async () => {
    expect(await failure(exchange('made-up'))).toMatchObject({ error: 'invalid_grant' })
  })

  it('belongs to its redirect URI', async () => {
    const { code } = await browser.signIn(google(), 'ada@example.com')
    const body = { client_id: clientId, client_secret: 'sk_test_emulator', grant_type: 'authorization_code', code }
    const elsewhere = { ...body, redirect_uri: 'http://localhost:4000/auth/callback' }
    expect(await emulator.control('POST', '/user_management/authenticate', elsewhere)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect(await emulator.control('POST', '/user_management/authenticate', { ...body, redirect_uri: REDIRECT_URI })).toMatchObject({ status: 200 })
  })
})

describe('PKCE', () => {
  it('is what a public client proves itself with', async () => {
    const { url, codeVerifier } = await users().getAuthorizationUrlWithPKCE({ clientId, redirectUri: REDIRECT_URI, provider: 'GitHubOAuth' })
    const { code = '' } = await browser.signIn(url, 'ada@example.com')
    expect(await publicClient().userManagement.authenticateWithCodeAndVerifier({ clientId, code, codeVerifier }))
      .toMatchObject({ authenticationMethod: 'GitHubOAuth', user: { email: 'ada@example.com' } })
  })

  it('returns the state that the SDK made up', async () => {
    const { url, state } = await users().getAuthorizationUrlWithPKCE({ clientId, redirectUri: REDIRECT_URI, provider: 'GitHubOAuth' })
    expect(await browser.signIn(url, 'ada@example.com')).toMatchObject({ state })
  })

  it('goes together with the secret', async () => {
    const { verifier, challenge } = pkce()
    const { code } = await browser.signIn(google(challenge), 'ada@example.com')
    expect(await exchange(code, verifier)).toMatchObject({ user: { email: 'ada@example.com' } })
  })

  it('refuses a wrong verifier, and the right one still works', async () => {
    const { verifier, challenge } = pkce()
    const { code } = await browser.signIn(google(challenge), 'ada@example.com')
    expect(await failure(exchange(code, pkce().verifier))).toMatchObject({ name: 'OauthException', status: 400, error: 'invalid_grant' })
    expect(await exchange(code, verifier)).toMatchObject({ user: { email: 'ada@example.com' } })
  })

  it('cannot be left out by whoever stole the code', async () => {
    const { code } = await browser.signIn(google(pkce().challenge), 'ada@example.com')
    expect(await failure(exchange(code))).toMatchObject({ name: 'OauthException', status: 400, error: 'invalid_grant' })
  })

  it('must have begun before the browser left', async () => {
    const { code = '' } = await browser.signIn(google(), 'ada@example.com')
    const late = { clientId, code, codeVerifier: pkce().verifier }
    expect(await failure(publicClient().userManagement.authenticateWithCodeAndVerifier(late)))
      .toMatchObject({ name: 'GenericServerException', status: 400, code: 'code_challenge_not_found' })
  })

  it('or a secret is needed', async () => {
    const { code } = await browser.signIn(google(), 'ada@example.com')
    expect(await emulator.control('POST', '/user_management/authenticate', { client_id: clientId, grant_type: 'authorization_code', code }))
      .toMatchObject({ status: 400, body: { error: 'invalid_client' } })
  })
})
