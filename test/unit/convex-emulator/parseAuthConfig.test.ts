import { describe, expect, it } from 'vitest'
import { parseAuthConfig } from '../../../emulators/convex/auth/parseAuthConfig'

const custom = { type: 'customJwt', issuer: 'https://a.example', jwks: 'https://a.example/jwks', algorithm: 'RS256' }

describe('an auth config', () => {
  it('keeps issuers as written and fills in what is optional', () => {
    expect(parseAuthConfig(JSON.stringify({
      providers: [{ ...custom, issuer: 'https://a.example/', extra: true }, { domain: 'b.example.com', applicationID: 'web' }],
      more: 1,
    }))).toEqual([
      { ...custom, issuer: 'https://a.example/', applicationID: null },
      { type: 'oidc', domain: 'https://b.example.com', applicationID: 'web' },
    ])
  })

  it('may name WorkOS\'s shared issuer with an application id', () => {
    const providers = [{ ...custom, issuer: 'https://api.workos.com/', applicationID: 'client_1' }]
    expect(parseAuthConfig(JSON.stringify({ providers }))).toMatchObject([{ applicationID: 'client_1' }])
  })

  it.each<[object, string]>([
    [{}, 'missing field `providers`'],
    [{ providers: 'none' }, 'invalid type: string, expected a sequence'],
    [{ providers: [{ ...custom, issuer: 'https://api.workos.com/' }] }, 'Provider at index 0 has an issuer that is shared among many applications'],
    [{ providers: [custom, { ...custom, issuer: 'https://api.workos.com' }] }, 'Provider at index 1 has an issuer that is shared among many applications'],
    [{ providers: [{ domain: 'https://a.example', applicationId: 'x' }] }, 'Provider at index 0 must have applicationID property spelled lowercase'],
    [{ providers: [{ type: 'custom', domain: 'https://a.example', applicationID: 'x' }] }, 'Provider at index 0 has unexpected \'type\' value \'custom\''],
    [{ providers: [{ ...custom, domain: 'https://a.example' }] }, 'Provider at index 0 is a customJwt so cannot have a \'domain\' specified'],
    [{ providers: [{ domain: 'https://a.example', applicationID: 'x', issuer: 'https://a.example' }] }, 'Provider at index 0 is oidc so cannot have an \'issuer\' specified.'],
    [{ providers: [{ domain: 'ftp://a.example', applicationID: 'x' }] }, 'Invalid provider domain URL "ftp://a.example"'],
    [{ providers: [{ domain: 'https://a.example' }] }, 'data did not match any variant'],
    [{ providers: [{ ...custom, algorithm: 'HS256' }] }, 'data did not match any variant'],
    [{ providers: [{ ...custom, jwks: 'keys' }] }, 'Invalid provider jwks URL "keys"'],
  ])('is refused as %j', (config, message) => {
    expect(() => parseAuthConfig(JSON.stringify(config))).toThrow(message)
  })
})
