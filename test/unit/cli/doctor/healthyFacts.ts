import type { AuthProvider } from '../../../../common/tokenRefusal/authProvider'
import type { Facts, TokenFacts } from '../../../../cli/doctor/facts/facts'

export const CLIENT = 'client_ours'
export const WORKOS = 'https://api.workos.com'
export const NOW = 1_800_000_000_000
export const SITE = 'https://happy-animal-1.convex.site'
const JWKS = `${WORKOS}/sso/jwks/${CLIENT}`

export const providers: AuthProvider[] = [
  { issuer: `${WORKOS}/`, applicationId: CLIENT, jwks: JWKS },
  { issuer: `${WORKOS}/user_management/${CLIENT}`, applicationId: null, jwks: JWKS },
]

export const token: TokenFacts = {
  decoded: {
    header: { kid: 'key_1', alg: 'RS256' },
    claims: { iss: `${WORKOS}/user_management/${CLIENT}`, sub: 'user_1', sid: 'session_1', iat: NOW / 1000, exp: NOW / 1000 + 300 },
  },
  isFresh: true,
  refusal: null,
  cookie: { name: 'wos-session', bytes: 1800, cookies: 1 },
  signOut: { wanted: 'https://app.example.com/', got: 'https://app.example.com/' },
  failure: null,
}

const env = {
  WORKOS_API_KEY: 'sk_test_ours',
  WORKOS_CLIENT_ID: CLIENT,
  WORKOS_COOKIE_PASSWORD: 'a password of more than 32 characters',
  WORKOS_REDIRECT_URI: 'https://app.example.com/auth/callback',
  CONVEX_URL: 'https://happy-animal-1.convex.cloud',
}

/** A production-like application with which nothing is wrong. */
export const healthy: Facts = {
  node: { running: '22.12.0', wanted: '^20.19.0 || ^22.12.0 || >=24.0.0' },
  app: { env, problems: [], origin: 'https://app.example.com', redirectUri: env.WORKOS_REDIRECT_URI, workosOrigin: WORKOS },
  compared: { file: '../other/.env.local', env },
  workos: {
    unreachable: null,
    isKeyAccepted: true,
    client: 'known',
    redirectUris: ['https://app.example.com/auth/callback'],
    webhooks: [{ id: 'we_1', url: `${SITE}/workos/webhook`, enabled: true, secret: 'whsec_…cdef' }],
    template: { content: null },
  },
  convex: {
    deployment: { kind: 'cloud', name: 'dev:happy-animal-1' },
    url: env.CONVEX_URL,
    webhookUrl: `${SITE}/workos/webhook`,
    isWebhookReachable: true,
    unreachable: null,
    variables: { WORKOS_CLIENT_ID: CLIENT, WORKOS_API_KEY: env.WORKOS_API_KEY, WORKOS_WEBHOOK_SECRET: 'whsec_old, whsec_0123abcdef' },
    configured: providers,
    listed: providers.map(provider => ({ ...provider, jwks: null })),
  },
  jwks: [{ url: JWKS, status: 200, contentType: 'application/jwk-set+json', kids: ['key_1'] }],
  clocks: [{ who: 'WorkOS', aheadSeconds: 0 }, { who: 'Convex', aheadSeconds: -1 }],
  token,
  now: NOW,
  gaps: [],
}
