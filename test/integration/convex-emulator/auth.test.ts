import { ConvexHttpClient } from 'convex/browser'
import { anyApi } from 'convex/server'
import type { JWTHeaderParameters, JWTPayload } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { setVariables } from './support/control'
import { useDeployment } from './support/deployment'
import { APPLICATION, customJwt, sendJson, startIssuer } from './support/issuer'
import type { Issuer } from './support/issuer'

const deployment = useDeployment()
let issuer: Issuer

beforeAll(async () => {
  issuer = await startIssuer()
})
afterAll(() => issuer?.stop())
beforeEach(async () => {
  issuer.answer('/jwks', (_request, response) => sendJson(response, issuer.jwks))
  await useProviders(customJwt(issuer))
})

async function useProviders(...providers: object[]): Promise<void> {
  await setVariables(deployment.emulator, { AUTH_PROVIDERS: JSON.stringify(providers) })
}

async function whoIs(token: string): Promise<Record<string, unknown> | null> {
  const client = new ConvexHttpClient(deployment.emulator.url, { auth: token, logger: false })
  return await client.query(anyApi.session.whoAmI, {}) as Record<string, unknown> | null
}

async function refusalOf(token: string): Promise<{ status: number, code: string, message: string }> {
  const response = await fetch(`${deployment.emulator.url}/api/query`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Authorization': `Bearer ${token}` },
    body: JSON.stringify({ path: 'no:such', args: {} }),
  })
  return { status: response.status, ...await response.json() as { code: string, message: string } }
}

const ago = (seconds: number) => Math.floor(Date.now() / 1000) - seconds

describe('the identity of a customJwt', () => {
  it('has its claims under their own names, nested ones with dots', async () => {
    const token = await issuer.sign({
      jti: 'hidden', fva: [1], email: 'ada@example.com', email_verified: true, given_name: 'Ada', sid: 'session_1', org_id: 'org_1',
      permissions: ['tasks:write'], act: { sub: 'admin', deep: { level: 2 } }, empty: {}, none: null,
    })
    expect(await whoIs(token)).toEqual({
      'tokenIdentifier': `${issuer.url}|user_1`,
      'subject': 'user_1',
      'issuer': issuer.url,
      'email': 'ada@example.com',
      'email_verified': true,
      'given_name': 'Ada',
      'sid': 'session_1',
      'org_id': 'org_1',
      'permissions': ['tasks:write'],
      'act.sub': 'admin',
      'act.deep.level': 2,
      'none': null,
    })
  })

  it('keeps the issuer as the token writes it', async () => {
    expect(await whoIs(await issuer.sign({ iss: `${issuer.url}//` }))).toMatchObject({ issuer: `${issuer.url}//`, tokenIdentifier: `${issuer.url}//|user_1` })
  })

  it('lets a claim replace a typed attribute of the same name', async () => {
    expect(await whoIs(await issuer.sign({ tokenIdentifier: 'mine' }))).toMatchObject({ tokenIdentifier: 'mine', subject: 'user_1' })
  })

  it('reaches nested functions, and the token itself is in the request metadata', async () => {
    const token = await issuer.sign()
    const client = new ConvexHttpClient(deployment.emulator.url, { auth: token, logger: false })
    expect(await client.action(anyApi.session.subjectInAction, {})).toBe('user_1')
    expect(await client.mutation(anyApi.session.requestToken, {})).toBe(token)
  })

  it('accepts an access token without iat, an audience list and five seconds of leeway', async () => {
    const token = await issuer.sign({ iat: undefined, aud: ['other', APPLICATION], exp: ago(3) }, { typ: 'at+jwt' })
    expect(await whoIs(token)).toMatchObject({ subject: 'user_1' })
  })

  it('verifies ES256 and keys in a data: URI', async () => {
    const other = await startIssuer('ES256')
    const jwks = `data:text/plain;charset=utf-8;base64,${Buffer.from(JSON.stringify(other.jwks)).toString('base64')}`
    await useProviders(customJwt(other, { algorithm: 'ES256', jwks }))
    expect(await whoIs(await other.sign())).toMatchObject({ issuer: other.url })
    expect(other.requests).toEqual([])
    await other.stop()
  })
})

describe('the provider of a token', () => {
  it('is the first with its audience and issuer, whose keys then decide', async () => {
    const other = await startIssuer()
    await useProviders(
      customJwt(issuer, { applicationID: 'another-app' }),
      customJwt(issuer, { applicationID: undefined, jwks: `${other.url}/jwks` }),
      customJwt(issuer),
    )
    expect((await refusalOf(await issuer.sign())).message).toContain('does this key match any key in the provider\'s JWKS?')
    await other.stop()
  })

  it('ignores slashes at the end, and nothing else', async () => {
    await useProviders(customJwt(issuer, { issuer: `${issuer.url}/` }))
    expect(await whoIs(await issuer.sign())).toMatchObject({ subject: 'user_1' })
    expect((await refusalOf(await issuer.sign({ iss: issuer.url.toUpperCase() }))).code).toBe('NoAuthProvider')
  })

  it('is not found for a wrong audience, and the configured ones are named', async () => {
    await useProviders(customJwt(issuer), { domain: 'https://oidc.example', applicationID: 'web' }, customJwt(issuer, { issuer: 'https://other.example', applicationID: undefined }))
    expect(await refusalOf(await issuer.sign({ aud: undefined }))).toEqual({
      status: 401,
      code: 'NoAuthProvider',
      message: `No auth provider found matching the given token. Check that your JWT's issuer and audience match one of your configured providers: [CustomJWT(issuer=${issuer.url}, app_id=${APPLICATION}), OIDC(domain=https://oidc.example, app_id=web), CustomJWT(issuer=https://other.example, app_id=none)]`,
    })
  })

  it('is not found when there are none', async () => {
    await useProviders()
    expect((await refusalOf(await issuer.sign())).message).toBe('No auth provider found matching the given token (no providers configured). Check convex/auth.config.ts.')
  })
})

describe('a customJwt is refused', () => {
  const NOT_A_JWT = 'Could not parse JWT payload. Check that the token is a valid JWT format with three base64-encoded parts separated by dots.'
  const UNVERIFIABLE = 'Could not verify token claim. Check that the JWT contains valid claims and matches your auth provider configuration.'

  it.each<[string, JWTPayload, Partial<JWTHeaderParameters>, RegExp | string]>([
    ['expired more than five seconds ago', { exp: ago(30), iat: ago(330) }, {}, /^Could not validate token: Token expired 3\d seconds ago$/],
    ['not valid yet', { nbf: ago(-60) }, {}, /^Could not validate token: Token will be valid in \d+ seconds$/],
    ['issued in the future', { iat: ago(-60) }, {}, /^Could not validate token: Token will be valid in \d+ seconds$/],
    ['without a subject', { sub: undefined }, {}, UNVERIFIABLE],
    ['without an expiry', { exp: undefined }, {}, UNVERIFIABLE],
    ['without an issuer', { iss: undefined }, {}, 'Missing issuer claim (\'iss\') in JWT payload. The JWT must include an \'iss\' claim that matches one of your configured auth providers.'],
    ['with claims of the wrong type', { exp: 'soon' as unknown as number }, {}, NOT_A_JWT],
    ['without a key id', {}, { kid: undefined }, 'Could not decode token. JWT may be missing a \'kid\' (key ID) header.'],
    ['with an unknown key id', {}, { kid: 'key-2' }, 'Could not decode token. The JWT\'s \'kid\' (key ID) header is \'key-2\', does this key match any key in the provider\'s JWKS?'],
  ])('when %s', async (_name, claims, header, message) => {
    const refusal = await refusalOf(await issuer.sign(claims, header))
    expect(refusal).toMatchObject({ status: 401, code: 'InvalidAuthHeader' })
    expect(refusal.message).toMatch(message)
  })

  it('when it is no JWT', async () => {
    expect(await refusalOf('not.a.jwt')).toEqual({ status: 401, code: 'InvalidAuthHeader', message: NOT_A_JWT })
  })

  it('when the signature is not that of the key', async () => {
    const other = await startIssuer()
    expect((await refusalOf(await other.sign({ iss: issuer.url }))).message).toContain('header is \'key-1\', does this key match')
    await other.stop()
  })

  it('when it is signed with another algorithm than the provider\'s', async () => {
    await useProviders(customJwt(issuer, { algorithm: 'ES256' }))
    expect((await refusalOf(await issuer.sign())).message).toContain('does this key match any key')
  })
})

describe('the keys', () => {
  it.each<[string, (response: import('node:http').ServerResponse) => void, string]>([
    ['are missing', response => response.writeHead(404).end(), ': HTTP 404 Not Found. Check that the URL is correct and accessible.'],
    ['have another content type', response => response.writeHead(200, { 'content-type': 'text/plain' }).end('{}'), 'Invalid Content-Type \'text/plain\' when fetching JWKS from'],
    ['have no content type', response => response.writeHead(200).end('{}'), 'Invalid Content-Type \'unknown\''],
    ['are not JSON', response => response.writeHead(200, { 'content-type': 'application/json' }).end('<html>'), 'The response is not valid JSON or doesn\'t match the expected JWKS format.'],
    ['contain one the server cannot parse', response => sendJson(response, { keys: [...issuer.jwks.keys, { kty: 'OKP', crv: 'Ed25519', x: 'AAAA', kid: 'other', alg: 'EdDSA' }] }), 'doesn\'t match the expected JWKS format.'],
  ])('are told when they %s', async (_name, answer, message) => {
    issuer.answer('/jwks', (_request, response) => answer(response))
    const refusal = await refusalOf(await issuer.sign())
    expect(refusal).toMatchObject({ status: 401, code: 'InvalidAuthHeader' })
    expect(refusal.message).toContain(message)
  })

  it('are told when nobody answers', async () => {
    await useProviders(customJwt(issuer, { jwks: 'http://127.0.0.1:1/jwks' }))
    expect((await refusalOf(await issuer.sign())).message).toMatch(/^Could not fetch JWKS from URL 'http:\/\/127\.0\.0\.1:1\/jwks': /)
  })

  it('are accepted as application/jwk-set+json with a charset', async () => {
    issuer.answer('/jwks', (_request, response) => sendJson(response, issuer.jwks, { 'content-type': 'application/jwk-set+json; charset=utf-8' }))
    expect(await whoIs(await issuer.sign())).toMatchObject({ subject: 'user_1' })
  })

  it('are told when a data: URI is broken', async () => {
    await useProviders(customJwt(issuer, { jwks: 'data:application/json;base64,***' }))
    expect((await refusalOf(await issuer.sign())).message).toBe('Invalid JWKS data URL. Check that the data URL is properly formatted and contains valid base64-encoded JSON.')
  })

  it('are fetched each time without cache headers, and once with them', async () => {
    const before = issuer.requests.length
    await whoIs(await issuer.sign())
    await whoIs(await issuer.sign())
    expect(issuer.requests.length - before).toBe(2)
    issuer.answer('/cached', (_request, response) => sendJson(response, issuer.jwks, { 'cache-control': 'max-age=60' }))
    await useProviders(customJwt(issuer, { jwks: `${issuer.url}/cached` }))
    await whoIs(await issuer.sign())
    await whoIs(await issuer.sign())
    expect(issuer.requests.filter(path => path === '/cached')).toHaveLength(1)
  })
})

describe('OpenID Connect', () => {
  const UNVERIFIED = 'Could not verify OIDC token claim. Check that the token signature is valid and the token hasn\'t expired.'

  beforeEach(async () => {
    await useProviders({ domain: issuer.url, applicationID: APPLICATION })
  })

  it('renames the standard claims', async () => {
    const token = await issuer.sign({
      given_name: 'Ada', email: 'ada@example.com', email_verified: 'true', picture: 'https://example.com/a.png', updated_at: 1_700_000_000,
      address: { formatted: '1 Street', country: 'UK' }, nonce: 'hidden', org: { id: 'org_1' },
    }, { kid: undefined })
    expect(await whoIs(token)).toEqual({
      tokenIdentifier: `${issuer.url}|user_1`,
      subject: 'user_1',
      issuer: issuer.url,
      givenName: 'Ada',
      email: 'ada@example.com',
      emailVerified: true,
      pictureUrl: 'https://example.com/a.png',
      updatedAt: '2023-11-14T22:13:20.000Z',
      address: '1 Street',
      org: { id: 'org_1' },
    })
  })

  it.each<[string, JWTPayload, Partial<JWTHeaderParameters>, string, string]>([
    ['an access token', {}, { typ: 'at+jwt' }, 'Unauthenticated', UNVERIFIED],
    ['another audience beside ours', { aud: [APPLICATION, 'other'] }, {}, 'Unauthenticated', UNVERIFIED],
    ['a token that expired this moment', { exp: ago(1) }, {}, 'Unauthenticated', UNVERIFIED],
    ['a token without iat', { iat: undefined }, {}, 'InvalidAuthHeader', 'Could not parse as OIDC ID token. Token might not be an OIDC-compliant JWT.'],
  ])('refuses %s', async (_name, claims, header, code, message) => {
    expect(await refusalOf(await issuer.sign(claims, header))).toEqual({ status: 401, code, message })
  })

  it('tells a failed discovery with the class of the provider\'s own answer', async () => {
    const down = await startIssuer()
    down.answer('/.well-known/openid-configuration', (_request, response) => response.writeHead(502).end('down'))
    await useProviders({ domain: down.url, applicationID: APPLICATION })
    expect(await refusalOf(await down.sign())).toMatchObject({ status: 503, code: 'AuthProviderDiscoveryFailed' })
    await down.stop()
  })
})
