import { describe, expect, it } from 'vitest'
import type { AuthProvider } from '../../../common/tokenRefusal/authProvider'
import { readListedProviders } from '../../../common/tokenRefusal/authProvider'
import { decodeToken } from '../../../common/tokenRefusal/decodeToken'
import { describeCallFailure } from '../../../common/tokenRefusal/describeCallFailure'
import type { Evidence } from '../../../common/tokenRefusal/evidence'
import { causes, explain } from '../../../common/tokenRefusal/explain'
import { explainRefusal } from '../../../common/tokenRefusal/explainRefusal'

const ORIGIN = 'https://api.workos.com'
const CLIENT = 'client_ours'
const NOW = 1_800_000_000_000
const SECONDS = NOW / 1000

const shared: AuthProvider = { issuer: `${ORIGIN}/`, applicationId: CLIENT, jwks: `${ORIGIN}/sso/jwks/${CLIENT}` }
const own: AuthProvider = { issuer: `${ORIGIN}/user_management/${CLIENT}`, applicationId: null, jwks: `${ORIGIN}/sso/jwks/${CLIENT}` }
const JWKS = { url: own.jwks ?? '', status: 200, contentType: 'application/jwk-set+json', kids: ['key_1'] }

function jwt(claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): string {
  const parts = [
    { alg: 'RS256', kid: 'key_1', ...header },
    { iss: own.issuer, sub: 'user_1', iat: SECONDS - 10, exp: SECONDS + 290, ...claims },
  ]
  return [...parts.map(part => Buffer.from(JSON.stringify(part)).toString('base64url')), 'signature'].join('.')
}

function evidence(changes: Partial<Evidence>, token = jwt()): Evidence {
  return { token: decodeToken(token), reason: null, providers: [shared, own], configured: [shared, own], jwks: JWKS, isFresh: false, now: NOW, ...changes }
}

const list = (providers: AuthProvider[]) =>
  `No auth provider found matching the given token. Check that your JWT's issuer and audience match one of your configured providers: [${
    providers.map(({ issuer, applicationId }) => `CustomJWT(issuer=${issuer}, app_id=${applicationId ?? 'none'})`).join(', ')}]`

/** Each cause, seen by comparing, without a word of Convex's. */
const COMPARED: Array<[id: string, Evidence, says: string]> = [
  ['token-malformed', evidence({}, jwt({ sub: undefined })), 'subject (sub) is missing'],
  ['token-malformed', evidence({}, jwt({}, { kid: undefined })), 'key (kid) is missing'],
  ['auth-config-not-pushed', evidence({ providers: [] }), 'Convex accepts nobody'],
  ['auth-config-not-pushed', evidence({ providers: [own] }), 'Once pushed'],
  ['audience-missing', evidence({}, jwt({ iss: ORIGIN })), `"aud": "${CLIENT}"`],
  ['audience-missing', evidence({}, jwt({ iss: `${ORIGIN}/` })), `"aud": "${CLIENT}"`],
  ['audience-different', evidence({}, jwt({ iss: ORIGIN, aud: 'convex' })), '"convex"'],
  ['audience-different', evidence({}, jwt({ iss: ORIGIN, aud: ['convex', 'other'] })), '["convex","other"]'],
  ['issuer-domain', evidence({}, jwt({ iss: `https://auth.example.com/user_management/${CLIENT}` })), 'npx convex env set WORKOS_API_HOSTNAME auth.example.com'],
  ['issuer-domain', evidence({}, jwt({ iss: `http://127.0.0.1:4100/user_management/${CLIENT}` })), 'npx convex env set WORKOS_API_PORT 4100'],
  ['issuer-client', evidence({}, jwt({ iss: `${ORIGIN}/user_management/client_default` })), 'npx convex env set WORKOS_CLIENT_ID client_default'],
  ['issuer-form', evidence({}, jwt({ iss: `${ORIGIN}/sso/${CLIENT}` })), `issuer: '${ORIGIN}/sso/${CLIENT}', jwks: '${own.jwks}' }`],
  ['issuer-form', evidence({ providers: [own], configured: [own] }, jwt({ iss: ORIGIN })), `applicationID: '${CLIENT}'`],
  ['issuer-form', evidence({ providers: [shared], configured: [shared] }), `issuer: '${own.issuer}'`],
  ['jwks-content-type', evidence({ jwks: { ...JWKS, contentType: 'text/html' } }), 'text/html'],
  ['jwks-content-type', evidence({ jwks: { ...JWKS, contentType: 'application/json; charset=latin1' } }), 'latin1'],
  ['jwks-unreachable', evidence({ jwks: { ...JWKS, status: null } }), 'nobody answers'],
  ['jwks-unreachable', evidence({ jwks: { ...JWKS, status: 404 } }), 'HTTP 404'],
  ['jwks-unreachable', evidence({ jwks: { ...JWKS, kids: null } }), 'no set of keys'],
  ['key-unknown', evidence({}, jwt({}, { kid: 'key_2' })), 'lists key_1'],
  ['clocks-differ', evidence({}, jwt({ iat: SECONDS + 60 })), 'only in 60 seconds'],
  ['clocks-differ', evidence({}, jwt({ nbf: SECONDS + 60 })), 'only in 60 seconds'],
  ['clocks-differ', evidence({ isFresh: true }, jwt({ exp: SECONDS - 300 })), 'expired 300 seconds ago'],
  ['token-expired', evidence({}, jwt({ exp: SECONDS - 6 })), 'expired 6 seconds ago'],
]

/** Each cause, told from Convex's words alone, as in the browser. */
const TOLD: Array<[id: string, reason: string, token: string, says: string]> = [
  ['token-malformed', 'Could not parse JWT payload. Check that the token is a valid JWT format with three base64-encoded parts separated by dots.', 'rubbish', 'three parts'],
  ['token-malformed', 'Missing issuer claim (\'iss\') in JWT payload. The JWT must include …', jwt({ iss: undefined }), 'issuer (iss) is missing'],
  ['auth-config-not-pushed', 'No auth provider found matching the given token (no providers configured). Check convex/auth.config.ts.', jwt(), 'npx convex dev --once'],
  ['issuer-slash', list([{ ...shared, issuer: `${ORIGIN}/`, applicationId: null }]), jwt({ iss: ORIGIN }), `'${ORIGIN}'`],
  ['audience-missing', list([shared, own]), jwt({ iss: ORIGIN }), 'JWT template'],
  ['audience-different', list([shared, own]), jwt({ iss: ORIGIN, aud: 'convex' }), 'JWT template'],
  ['issuer-domain', list([shared, own]), jwt({ iss: 'https://auth.example.com' }), 'WORKOS_API_HOSTNAME'],
  ['issuer-client', list([shared, own]), jwt({ iss: `${ORIGIN}/user_management/client_default` }), 'must be the client id in iss'],
  ['issuer-form', list([shared, own]), jwt({ iss: `${ORIGIN}/convex/${CLIENT}` }), 'Add this provider'],
  ['jwks-content-type', 'Invalid Content-Type \'text/html\' when fetching JWKS from \'https://a.example/jwks\'. Expected …', jwt(), 'text/html'],
  ['jwks-unreachable', 'Could not fetch JWKS from URL \'https://a.example/jwks\': HTTP 404 Not Found. Check that the URL is correct and accessible.', jwt(), 'HTTP 404 Not Found'],
  ['jwks-unreachable', 'Invalid JWKS response body from \'https://a.example/jwks\'. The response is not valid JSON …', jwt(), 'no set of keys'],
  ['key-unknown', 'Could not decode token. The JWT\'s \'kid\' (key ID) header is \'key_2\', does this key match any key in the provider\'s JWKS?', jwt({}, { kid: 'key_2' }), 'key_2'],
  ['key-unknown', 'Could not decode token. The JWT\'s \'kid\' (key ID) header doesn\'t match any key in the provider\'s JWKS, or the JWT signature is invalid.', jwt(), 'another WorkOS client'],
  ['clocks-differ', 'Could not validate token: Token will be valid in 60 seconds', jwt(), '60 seconds'],
  ['token-expired', 'Could not validate token: Token expired 90 seconds ago', jwt(), '90 seconds'],
  ['refused-otherwise', 'No auth provider found matching the given token', jwt(), 'auth.config.ts'],
  ['refused-otherwise', 'Something nobody has seen before', jwt(), 'auth.config.ts'],
]

describe('why Convex refuses a token', () => {
  it.each(COMPARED)('%s, by comparing', (id, given, says) => {
    const explanation = explain(given)
    expect(explanation?.cause.id).toBe(id)
    expect(JSON.stringify(explanation?.finding)).toContain(JSON.stringify(says).slice(1, -1))
  })

  it.each(TOLD)('%s, by Convex\'s words: %s', (id, reason, token, says) => {
    const told = evidence({ reason, providers: readListedProviders(reason), configured: null, jwks: null, now: null }, token)
    expect(explain(told)?.cause.id).toBe(id)
    expect(explainRefusal(reason, token)).toContain(says)
  })

  it('has a case for every cause', () => {
    const tried = new Set([...COMPARED, ...TOLD].map(([id]) => id))
    expect(causes.map(({ id }) => id).filter(id => !tried.has(id))).toEqual([])
  })

  it.each([
    ['a good token', evidence({})],
    ['one for one of several audiences', evidence({}, jwt({ iss: ORIGIN, aud: ['other', CLIENT] }))],
    ['one whose times are within five seconds', evidence({ isFresh: true }, jwt({ iat: SECONDS + 5, exp: SECONDS - 5 }))],
    ['one about which nothing else is known', evidence({ providers: null, configured: null, jwks: null, now: null })],
    ['no token at all', evidence({ token: null })],
    ['keys with a charset', evidence({ jwks: { ...JWKS, contentType: 'application/json; charset=utf-8' } })],
  ])('says nothing against %s', (_, given) => {
    expect(explain(given)).toBeNull()
  })
})

describe('explainRefusal', () => {
  it('begins with Convex\'s words and shows the claims', () => {
    const [first, ...rest] = explainRefusal(list([shared, own]), jwt({ iss: 'https://issuer.example', aud: ['one', 'two'] })).split('\n')
    expect(first).toBe(`Convex refused the access token: ${list([shared, own])}`)
    expect(rest.join('\n')).toContain('The token\'s issuer (iss) is https://issuer.example and its audience (aud) is ["one","two"].')
  })

  it.each([['no token', null], ['an empty token', ''], ['something that is no token', 'rubbish']])('says that the claims are missing for %s', (_, token) => {
    expect(explainRefusal('No auth provider found', token)).toContain('issuer (iss) is missing and its audience (aud) is missing.')
  })

  it('never repeats the token itself', () => {
    const token = jwt({ iss: 'https://issuer.example' })
    expect(explainRefusal(list([shared, own]), token)).not.toContain(token)
  })
})

describe('describeCallFailure', () => {
  it('leaves alone what is no refusal', () => {
    expect(describeCallFailure(new Error('fetch failed'), null)).toBe('fetch failed')
    expect(describeCallFailure('odd', null)).toBe('odd')
  })
})
