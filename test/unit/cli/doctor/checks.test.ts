import { describe, expect, it } from 'vitest'
import { checks } from '../../../../cli/doctor/checks/table'
import { diagnose } from '../../../../cli/doctor/diagnose'
import type { Facts, TokenFacts } from '../../../../cli/doctor/facts/facts'
import { gatherApp } from '../../../../cli/doctor/facts/app'
import { knowOnly } from '../../../../cli/doctor/facts/unknown'
import type { DecodedToken } from '../../../../common/tokenRefusal/decodeToken'
import { CLIENT, healthy, NOW, providers, SITE, token, WORKOS } from './healthyFacts'

const withApp = (changes: Partial<Facts['app']>): Facts => ({ ...healthy, app: { ...healthy.app, ...changes } })
const withEnv = (changes: Record<string, string | undefined>): Facts => withApp({ env: { ...healthy.app.env, ...changes } })
const withWorkos = (changes: Partial<NonNullable<Facts['workos']>>): Facts => ({ ...healthy, workos: { ...healthy.workos!, ...changes } })
const withConvex = (changes: Partial<Facts['convex']>, others: Partial<Facts> = {}): Facts => ({ ...healthy, ...others, convex: { ...healthy.convex, ...changes } })
const withToken = (changes: Partial<TokenFacts>): Facts => ({ ...healthy, token: { ...token, ...changes } })
const withClaims = (claims: DecodedToken['claims'], others: Partial<TokenFacts> = {}): Facts =>
  withToken({ decoded: { ...token.decoded!, claims: { ...token.decoded!.claims, ...claims } }, ...others })
const withKeys = (changes: Partial<Facts['jwks'][number]>): Facts => ({ ...healthy, token: null, jwks: [{ ...healthy.jwks[0]!, ...changes }] })
const withVariables = (changes: Record<string, string>, others: Partial<Facts> = {}): Facts =>
  withConvex({ variables: { ...healthy.convex.variables, ...changes } }, others)
const without = (name: string): Facts =>
  withConvex({ variables: Object.fromEntries(Object.entries(healthy.convex.variables!).filter(([present]) => present !== name)) })

const NOT_ACCEPTED = 'No auth provider found matching the given token. Check that your JWT\'s issuer and audience match one of your configured providers: [CustomJWT(issuer=https://api.workos.com/, app_id=none)]'
const slashOnly = [{ ...providers[0]!, applicationId: null }]

/** Each fault, and what the fix must name. */
const FAULTS: Array<[id: string, fault: string, facts: Facts, fix: string]> = [
  ['node-version', 'Node 18', { ...healthy, node: { ...healthy.node, running: '18.20.0' } }, 'nvm install --lts'],
  ['node-version', 'an early Node 22', { ...healthy, node: { ...healthy.node, running: '22.4.0' } }, 'LTS'],
  ['app-variables', 'no API key', withApp({ problems: [{ variable: 'WORKOS_API_KEY', problem: 'is missing.' }] }), 'npm run setup'],
  ['cookie-password', 'a short password', withApp({ problems: [{ variable: 'WORKOS_COOKIE_PASSWORD', problem: 'is too short' }] }), 'npm run setup -- --overwrite'],
  ['cookie-password-shared', 'another password elsewhere', { ...healthy, compared: { file: 'b', env: { WORKOS_COOKIE_PASSWORD: 'another password of many characters' } } }, 'WORKOS_COOKIE_PASSWORD'],
  ['cookie-password-shared', 'no password elsewhere', { ...healthy, compared: { file: 'b', env: {} } }, 'WORKOS_COOKIE_PASSWORD'],
  ['insecure-origin', 'http', withApp({ origin: 'http://app.example.com' }), 'https'],
  ['insecure-origin', 'SameSite=None on localhost', withApp({ origin: 'http://localhost:3000', env: { ...healthy.app.env, WORKOS_COOKIE_SAMESITE: 'none' } }), 'WORKOS_COOKIE_SAMESITE=lax'],
  ['clock-wrong', 'a slow WorkOS', { ...healthy, clocks: [{ who: 'WorkOS', aheadSeconds: -60 }, { who: 'Convex', aheadSeconds: 0 }] }, 'timedatectl'],
  ['clock-wrong', 'a fast machine', { ...healthy, clocks: [{ who: 'WorkOS', aheadSeconds: -90 }, { who: 'Convex', aheadSeconds: -91 }] }, 'timedatectl'],
  ['workos-unreachable', 'no network', withWorkos({ unreachable: 'no answer', isKeyAccepted: null, client: null, redirectUris: null, webhooks: null, template: null }), WORKOS],
  ['api-key', 'a revoked key', withWorkos({ isKeyAccepted: false, redirectUris: null, webhooks: null, template: null }), '--api-key'],
  ['client-id', 'an unknown client', withWorkos({ client: 'unknown' }), '--client-id'],
  ['client-id', 'a client of another environment', withWorkos({ client: 'foreign' }), '--client-id'],
  ['redirect-uri', 'no redirect URI', withWorkos({ redirectUris: [] }), 'npm run setup -- --app-url https://app.example.com'],
  ['redirect-uri', 'one with a slash too many', withWorkos({ redirectUris: ['https://app.example.com/auth/callback/'] }), '--app-url'],
  ['sign-out-redirect', 'no sign-out redirect', withToken({ signOut: { ...token.signOut!, got: 'https://error.workos.com/' } }), 'https://app.example.com/'],
  ['sign-out-redirect', 'an unfinished sign-out', withToken({ signOut: { ...token.signOut!, got: null } }), 'https://app.example.com/'],
  ['webhook-endpoint', 'no endpoint', withWorkos({ webhooks: [] }), 'npm run setup'],
  ['webhook-endpoint', 'a disabled endpoint', withWorkos({ webhooks: [{ ...healthy.workos!.webhooks![0]!, enabled: false }] }), 'Enable'],
  ['webhook-secret', 'another secret', withVariables({ WORKOS_WEBHOOK_SECRET: 'whsec_other' }), '--recreate-webhook'],
  ['webhook-secret', 'another secret, shown in full', withWorkos({ webhooks: [{ ...healthy.workos!.webhooks![0]!, secret: 'whsec_completelyother' }] }), '--webhook-secret'],
  ['template-too-large', 'a large template', withWorkos({ template: { content: JSON.stringify({ notes: 'x'.repeat(3072) }) } }), 'template'],
  ['template-too-large', 'a refused sign-in', { ...withToken({ decoded: null, cookie: null, signOut: null, failure: 'token_too_big' }) }, 'template'],
  ['convex-deployment', 'no deployment', withConvex({ deployment: null, url: null, webhookUrl: null, isWebhookReachable: false, variables: null, configured: null, listed: null }), 'npm run setup'],
  ['convex-unreachable', 'a deployment that is away', withConvex({ unreachable: 'no answer', variables: null, configured: null, listed: null }), 'npx convex login'],
  ['convex-variables', 'no client id', without('WORKOS_CLIENT_ID'), 'npx convex env set WORKOS_CLIENT_ID'],
  ['convex-variables', 'no API key', without('WORKOS_API_KEY'), 'npx convex env set WORKOS_API_KEY'],
  ['convex-variables', 'no webhook secret', without('WORKOS_WEBHOOK_SECRET'), 'npx convex env set WORKOS_WEBHOOK_SECRET'],
  ['convex-api-key', 'another key', withVariables({ WORKOS_API_KEY: 'sk_test_theirs' }), '--overwrite'],
  ['convex-workos-address', 'another address', withVariables({ WORKOS_API_HOSTNAME: 'auth.example.com' }), 'npx convex env remove WORKOS_API_HOSTNAME'],
  ['convex-workos-address', 'no custom domain', withApp({ workosOrigin: 'https://auth.example.com', env: { ...healthy.app.env, WORKOS_API_HOSTNAME: 'auth.example.com' } }), 'npx convex env set WORKOS_API_HOSTNAME auth.example.com'],
  ['convex-client-id', 'another client, without a token', withVariables({ WORKOS_CLIENT_ID: 'client_theirs' }, { token: null }), `npx convex env set WORKOS_CLIENT_ID ${CLIENT}`],
  ['convex-client-id', 'another client, seen in the list of providers', withConvex({ variables: null, configured: null, listed: [{ ...providers[1]!, issuer: `${WORKOS}/user_management/client_theirs` }] }, { token: null }), CLIENT],
  ['token-malformed', 'a token that is none', withToken({ decoded: null, refusal: 'Could not parse JWT payload. Check …', signOut: null }), 'POST /api/auth/token'],
  ['auth-config-not-pushed', 'nothing pushed', withConvex({ listed: [] }), 'npx convex dev --once'],
  ['auth-config-not-pushed', 'an older auth.config.ts pushed', withConvex({ listed: [providers[1]!] }), 'npx convex dev --once'],
  ['issuer-slash', 'an old backend', { ...withClaims({ iss: WORKOS }, { refusal: NOT_ACCEPTED }), convex: { ...healthy.convex, configured: slashOnly, listed: slashOnly } }, `'${WORKOS}'`],
  ['audience-missing', 'an old environment without a template', withClaims({ iss: WORKOS }), 'npm run setup -- --jwt-template minimal'],
  ['audience-different', 'a template for something else', withClaims({ iss: WORKOS, aud: 'convex' }), '--jwt-template minimal --overwrite'],
  ['issuer-domain', 'a custom domain', withClaims({ iss: `https://auth.example.com/user_management/${CLIENT}` }), 'npx convex env set WORKOS_API_HOSTNAME auth.example.com'],
  ['issuer-client', 'the default client of the environment', withClaims({ iss: `${WORKOS}/user_management/client_default` }), 'npx convex env set WORKOS_CLIENT_ID client_default'],
  ['issuer-form', 'another form', withClaims({ iss: `${WORKOS}/sso/${CLIENT}` }), `issuer: '${WORKOS}/sso/${CLIENT}'`],
  ['jwks-content-type', 'a proxy in front of the keys', withKeys({ contentType: 'text/html' }), 'curl -i'],
  ['jwks-unreachable', 'keys that are away', withKeys({ status: 500, kids: null }), 'curl -i'],
  ['jwks-unreachable', 'keys on this machine for a deployment in the cloud', withConvex(
    { configured: [{ ...providers[1]!, jwks: 'http://127.0.0.1:4100/sso/jwks/x' }], listed: [providers[1]!] },
    { token: null, jwks: [{ ...healthy.jwks[0]!, url: 'http://127.0.0.1:4100/sso/jwks/x' }] },
  ), 'out of reach'],
  ['key-unknown', 'a key of another client', withToken({ decoded: { ...token.decoded!, header: { kid: 'key_2' } } }), 'npx convex env get WORKOS_CLIENT_ID'],
  ['clocks-differ', 'a token from the future', withClaims({ iat: NOW / 1000 + 60 }), 'timedatectl'],
  ['clocks-differ', 'a new token that has expired', withClaims({ exp: NOW / 1000 - 60 }), 'timedatectl'],
  ['token-expired', 'an old token', withClaims({ exp: NOW / 1000 - 60 }, { isFresh: false }), 'npm run doctor -- --email'],
  ['refused-otherwise', 'words nobody knows', withToken({ refusal: 'The moon is full.' }), 'npx convex env list'],
  ['app-issuer', 'an issuer that is not listed', withEnv({ WORKOS_ISSUER: 'https://auth.example.com' }), 'WORKOS_ISSUER'],
  ['cookie-size', 'a large cookie', withToken({ cookie: { name: 'wos-session', bytes: 3584, cookies: 1 } }), 'JWT template'],
  ['cookie-size', 'two cookies', withToken({ cookie: { name: 'wos-session', bytes: 5000, cookies: 2 } }), 'JWT template'],
  ['cookie-size', 'too many cookies', withToken({ cookie: { name: 'wos-session', bytes: 15000, cookies: 4 } }), 'JWT template'],
]

describe('the doctor', () => {
  it.each(FAULTS)('finds %s, and nothing else: %s', (id, _, facts, fix) => {
    const findings = diagnose(facts)
    expect(findings.map(finding => finding.id)).toEqual([id])
    const [finding] = findings
    expect([finding?.fix, ...finding?.commands ?? []].join('\n')).toContain(fix)
    expect(finding?.link).toMatch(/^https:\/\//)
    expect(finding?.seen).not.toBe('')
  })

  it('has a fault here for every check', () => {
    const tried = new Set(FAULTS.map(([id]) => id))
    expect(checks.map(({ id }) => id).filter(id => !tried.has(id))).toEqual([])
  })

  it('names each check once, and explains by checks that there are', () => {
    const ids = checks.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(checks.flatMap(({ explainedBy = [] }) => explainedBy).filter(id => !ids.includes(id))).toEqual([])
  })

  it.each<[string, Facts]>([
    ['everything is right', healthy],
    ['nothing was looked at but the deployment', { ...knowOnly(healthy.app), convex: healthy.convex }],
    ['WorkOS shows no lists', withWorkos({ redirectUris: null, webhooks: null, template: null })],
    ['a production deployment keeps its providers to itself', withConvex({ listed: null })],
    ['the clocks differ by what Convex forgives', { ...healthy, clocks: [{ who: 'WorkOS', aheadSeconds: 5 }, { who: 'Convex', aheadSeconds: 0 }] }],
    ['the redirect URI is registered with a star', withWorkos({ redirectUris: ['https://*.example.com/auth/callback'] })],
    ['WorkOS shows too little of the webhook secret to compare', withWorkos({ webhooks: [{ ...healthy.workos!.webhooks![0]!, secret: 'whsec_…' }] })],
    ['there is a template with an audience', withClaims({ iss: WORKOS, aud: CLIENT })],
    ['Convex on this machine has no webhook secret, and cannot have one', {
      ...withConvex({ webhookUrl: 'http://127.0.0.1:3211/workos/webhook', isWebhookReachable: false, variables: { WORKOS_CLIENT_ID: CLIENT, WORKOS_API_KEY: 'sk_test_ours' } }),
    }],
    ['the deployment has the client id that tokens name, and the application another', {
      ...withClaims({ iss: `${WORKOS}/user_management/client_default` }),
      convex: {
        ...healthy.convex,
        variables: { ...healthy.convex.variables, WORKOS_CLIENT_ID: 'client_default' },
        configured: [{ ...providers[1]!, issuer: `${WORKOS}/user_management/client_default` }],
        listed: null,
      },
    }],
    ['people develop on http://localhost', withApp({ origin: 'http://localhost:3000' })],
    ['the application shares no cookie', { ...healthy, compared: null }],
  ])('finds nothing when %s', (_, facts) => {
    expect(diagnose(facts)).toEqual([])
  })

  it('reads every problem of the variables as the server does', () => {
    const { app } = knowOnly(gatherApp({ WORKOS_COOKIE_PASSWORD: 'short' }))
    const found = diagnose({ ...knowOnly(app) })
    expect(found.map(({ id }) => id)).toEqual(['app-variables', 'cookie-password', 'convex-deployment'])
    // The deployment that is missing writes it.
    expect(found[0]?.what).not.toContain('CONVEX_URL')
  })
})

it('points at the endpoint of the deployment', () => {
  expect(diagnose(withWorkos({ webhooks: [] }))[0]?.what).toContain(`${SITE}/workos/webhook`)
})
