import type { JWTHeaderParameters, JWTPayload } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { useDeployment } from './support/deployment'
import { APPLICATION, startIssuer } from './support/issuer'
import { secondsAgo, useProviders } from './support/providers'

const providers = useProviders(useDeployment())

describe('OpenID Connect', () => {
  const UNVERIFIED = 'Could not verify OIDC token claim. Check that the token signature is valid and the token hasn\'t expired.'

  beforeEach(async () => {
    await providers.use({ domain: providers.issuer.url, applicationID: APPLICATION })
  })

  it('renames the standard claims', async () => {
    const token = await providers.issuer.sign({
      given_name: 'Ada', email: 'ada@example.com', email_verified: 'true', picture: 'https://example.com/a.png', updated_at: 1_700_000_000,
      address: { formatted: '1 Street', country: 'UK' }, nonce: 'hidden', org: { id: 'org_1' },
    }, { kid: undefined })
    expect(await providers.whoIs(token)).toEqual({
      tokenIdentifier: `${providers.issuer.url}|user_1`,
      subject: 'user_1',
      issuer: providers.issuer.url,
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
    ['a token that expired this moment', { exp: secondsAgo(1) }, {}, 'Unauthenticated', UNVERIFIED],
    ['a token without iat', { iat: undefined }, {}, 'InvalidAuthHeader', 'Could not parse as OIDC ID token. Token might not be an OIDC-compliant JWT.'],
  ])('refuses %s', async (_name, claims, header, code, message) => {
    expect(await providers.refusalOf(await providers.issuer.sign(claims, header))).toEqual({ status: 401, code, message })
  })

  it('tells a failed discovery with the class of the provider\'s own answer', async () => {
    const down = await startIssuer()
    down.answer('/.well-known/openid-configuration', (_request, response) => response.writeHead(502).end('down'))
    await providers.use({ domain: down.url, applicationID: APPLICATION })
    expect(await providers.refusalOf(await down.sign())).toMatchObject({ status: 503, code: 'AuthProviderDiscoveryFailed' })
    await down.stop()
  })
})
