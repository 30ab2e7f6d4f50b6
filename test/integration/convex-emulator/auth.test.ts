import { ConvexHttpClient } from 'convex/browser'
import type { JWTHeaderParameters, JWTPayload } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { api } from './support/api'
import { useDeployment } from './support/deployment'
import { APPLICATION, customJwt, startIssuer } from './support/issuer'
import { secondsAgo, useProviders } from './support/providers'

const deployment = useDeployment()
const providers = useProviders(deployment)

beforeEach(() => providers.use(customJwt(providers.issuer)))

describe('the identity of a customJwt', () => {
  it('has its claims under their own names, nested ones with dots', async () => {
    const token = await providers.issuer.sign({
      jti: 'hidden', fva: [1], email: 'ada@example.com', email_verified: true, given_name: 'Ada', sid: 'session_1', org_id: 'org_1',
      permissions: ['tasks:write'], act: { sub: 'admin', deep: { level: 2 } }, empty: {}, none: null,
    })
    expect(await providers.whoIs(token)).toEqual({
      'tokenIdentifier': `${providers.issuer.url}|user_1`,
      'subject': 'user_1',
      'issuer': providers.issuer.url,
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
    expect(await providers.whoIs(await providers.issuer.sign({ iss: `${providers.issuer.url}//` }))).toMatchObject({ issuer: `${providers.issuer.url}//`, tokenIdentifier: `${providers.issuer.url}//|user_1` })
  })

  it('lets a claim replace a typed attribute of the same name', async () => {
    expect(await providers.whoIs(await providers.issuer.sign({ tokenIdentifier: 'mine' }))).toMatchObject({ tokenIdentifier: 'mine', subject: 'user_1' })
  })

  it('reaches nested functions, and the token itself is in the request metadata', async () => {
    const token = await providers.issuer.sign()
    const client = new ConvexHttpClient(deployment.emulator.url, { auth: token, logger: false })
    expect(await client.action(api.session.subjectInAction, {})).toBe('user_1')
    expect(await client.mutation(api.session.requestToken, {})).toBe(token)
  })

  it('accepts an access token without iat, an audience list and five seconds of leeway', async () => {
    const token = await providers.issuer.sign({ iat: undefined, aud: ['other', APPLICATION], exp: secondsAgo(3) }, { typ: 'at+jwt' })
    expect(await providers.whoIs(token)).toMatchObject({ subject: 'user_1' })
  })

  it('verifies ES256 and keys in a data: URI', async () => {
    const other = await startIssuer('ES256')
    const jwks = `data:text/plain;charset=utf-8;base64,${Buffer.from(JSON.stringify(other.jwks)).toString('base64')}`
    await providers.use(customJwt(other, { algorithm: 'ES256', jwks }))
    expect(await providers.whoIs(await other.sign())).toMatchObject({ issuer: other.url })
    expect(other.requests).toEqual([])
    await other.stop()
  })
})

describe('the provider of a token', () => {
  it('is the first with its audience and issuer, whose keys then decide', async () => {
    const other = await startIssuer()
    await providers.use(
      customJwt(providers.issuer, { applicationID: 'another-app' }),
      customJwt(providers.issuer, { applicationID: undefined, jwks: `${other.url}/jwks` }),
      customJwt(providers.issuer),
    )
    expect((await providers.refusalOf(await providers.issuer.sign())).message).toContain('does this key match any key in the provider\'s JWKS?')
    await other.stop()
  })

  it('ignores slashes at the end, and nothing else', async () => {
    await providers.use(customJwt(providers.issuer, { issuer: `${providers.issuer.url}/` }))
    expect(await providers.whoIs(await providers.issuer.sign())).toMatchObject({ subject: 'user_1' })
    expect((await providers.refusalOf(await providers.issuer.sign({ iss: providers.issuer.url.toUpperCase() }))).code).toBe('NoAuthProvider')
  })

  it('is not found for a wrong audience, and the configured ones are named', async () => {
    await providers.use(customJwt(providers.issuer), { domain: 'https://oidc.example', applicationID: 'web' }, customJwt(providers.issuer, { issuer: 'https://other.example', applicationID: undefined }))
    expect(await providers.refusalOf(await providers.issuer.sign({ aud: undefined }))).toEqual({
      status: 401,
      code: 'NoAuthProvider',
      message: `No auth provider found matching the given token. Check that your JWT's issuer and audience match one of your configured providers: [CustomJWT(issuer=${providers.issuer.url}, app_id=${APPLICATION}), OIDC(domain=https://oidc.example, app_id=web), CustomJWT(issuer=https://other.example, app_id=none)]`,
    })
  })

  it('is not found when there are none', async () => {
    await providers.use()
    expect((await providers.refusalOf(await providers.issuer.sign())).message).toBe('No auth provider found matching the given token (no providers configured). Check convex/auth.config.ts.')
  })
})

describe('a customJwt is refused', () => {
  const NOT_A_JWT = 'Could not parse JWT payload. Check that the token is a valid JWT format with three base64-encoded parts separated by dots.'
  const UNVERIFIABLE = 'Could not verify token claim. Check that the JWT contains valid claims and matches your auth provider configuration.'

  it.each<[string, JWTPayload, Partial<JWTHeaderParameters>, RegExp | string]>([
    ['expired more than five seconds ago', { exp: secondsAgo(30), iat: secondsAgo(330) }, {}, /^Could not validate token: Token expired \d+ seconds ago$/],
    ['not valid yet', { nbf: secondsAgo(-60) }, {}, /^Could not validate token: Token will be valid in \d+ seconds$/],
    ['issued in the future', { iat: secondsAgo(-60) }, {}, /^Could not validate token: Token will be valid in \d+ seconds$/],
    ['without a subject', { sub: undefined }, {}, UNVERIFIABLE],
    ['without an expiry', { exp: undefined }, {}, UNVERIFIABLE],
    ['without an issuer', { iss: undefined }, {}, 'Missing issuer claim (\'iss\') in JWT payload. The JWT must include an \'iss\' claim that matches one of your configured auth providers.'],
    ['with claims of the wrong type', { exp: 'soon' as unknown as number }, {}, NOT_A_JWT],
    ['without a key id', {}, { kid: undefined }, 'Could not decode token. JWT may be missing a \'kid\' (key ID) header.'],
    ['with an unknown key id', {}, { kid: 'key-2' }, 'Could not decode token. The JWT\'s \'kid\' (key ID) header is \'key-2\', does this key match any key in the provider\'s JWKS?'],
  ])('when %s', async (_name, claims, header, message) => {
    const refusal = await providers.refusalOf(await providers.issuer.sign(claims, header))
    expect(refusal).toMatchObject({ status: 401, code: 'InvalidAuthHeader' })
    expect(refusal.message).toMatch(message)
  })

  it('when it is no JWT', async () => {
    expect(await providers.refusalOf('not.a.jwt')).toEqual({ status: 401, code: 'InvalidAuthHeader', message: NOT_A_JWT })
  })

  it('when the signature is not that of the key', async () => {
    const other = await startIssuer()
    expect((await providers.refusalOf(await other.sign({ iss: providers.issuer.url }))).message).toContain('header is \'key-1\', does this key match')
    await other.stop()
  })

  it('when it is signed with another algorithm than the provider\'s', async () => {
    await providers.use(customJwt(providers.issuer, { algorithm: 'ES256' }))
    expect((await providers.refusalOf(await providers.issuer.sign())).message).toContain('does this key match any key')
  })
})
