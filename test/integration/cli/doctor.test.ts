import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checks } from '../../../cli/doctor/checks/table'
import { diagnose, type Diagnosis } from '../../../cli/doctor/diagnose'
import { gatherFacts } from '../../../cli/doctor/facts/gather'
import type { TokenSource } from '../../../cli/doctor/facts/token'
import { Children } from '../../../cli/lib/children'
import { setEnvValue } from '../../../cli/lib/envFileEdit'
import { createConvexCli, type ConvexCli } from '../../../cli/lib/runConvex'
import { WORKOS_EMULATOR } from '../../../emulators/defaults'
import { startConvexEmulator } from '../../../emulators/convex/start'
import { copyProject, type Project } from './project'
import { startProxy, type Answer, type RewritingProxy } from './rewritingProxy'
import { startServices, type Services } from './services'

const { apiKey, clientId } = WORKOS_EMULATOR
const EMAIL = 'ada@example.com'
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9'

let project: Project
let services: Services
let children: Children
let configured: string
let variables: Record<string, string>
const cleanups: Array<() => Promise<unknown> | unknown> = []

beforeAll(async () => {
  project = copyProject()
  services = await startServices()
  children = new Children()
  const { code, stdout, stderr } = await project.run('setup', services.options)
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`)
  configured = project.readEnv() ?? ''
  variables = await services.convexVariables()
}, 120_000)
afterAll(async () => {
  await children.stopAll()
  await services.stop()
  project.remove()
})

beforeEach(() => cleanups.length = 0)
afterEach(async () => {
  for (const clean of cleanups) await clean()
  await services.workos('POST', '/_emulate/reset')
  project.writeEnv(configured)
  await services.setConvexVariables(variables)
})

// What can be broken.

function env(changes: Record<string, string>): void {
  project.writeEnv(Object.entries(changes).reduce((text, [name, value]) => setEnvValue(text, name, value), project.readEnv() ?? ''))
}

async function convex(changes: Record<string, string | null>): Promise<void> {
  const added = Object.keys(changes).filter(name => !(name in variables))
  cleanups.push(() => services.setConvexVariables(Object.fromEntries(added.map(name => [name, null]))))
  await services.setConvexVariables(changes)
}

const configure = (settings: Record<string, unknown>) => services.workos('PATCH', '/_emulate/config', settings)
const moveClock = (advanceSeconds: number) => services.workos('POST', '/_emulate/clock', { advanceSeconds })
const breakRoute = (fault: Record<string, unknown>) => services.workos('POST', '/_emulate/hooks', fault)
const setTemplate = (claims: Record<string, unknown>) => services.workos('PUT', '/user_management/jwt_template', { content: JSON.stringify(claims) })

/** A file of the project, until the end of the test. */
function edit(path: string, change: (text: string) => string): void {
  const file = join(project.root, path)
  const text = readFileSync(file, 'utf8')
  cleanups.push(() => writeFileSync(file, text))
  writeFileSync(file, change(text))
}

async function putBefore(service: 'convex' | 'workos', rewrite: Parameters<typeof startProxy>[1]): Promise<RewritingProxy> {
  const proxy = await startProxy(service === 'convex' ? services.convex.url : services.workosUrl, rewrite)
  cleanups.push(proxy.stop)
  if (service === 'convex') env({ CONVEX_URL: proxy.url })
  return proxy
}

function refusing(refuse: (claims: { iss?: string }, answer: Answer) => string | null) {
  return (answer: Answer, request: { url?: string, headers: { authorization?: string } }): Answer => {
    if (!request.url?.endsWith('/api/query')) return answer
    const payload = request.headers.authorization?.split('.')[1] ?? ''
    const message = refuse(JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss?: string }, answer)
    return message === null ? answer : { status: 401, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: 'NoAuthProvider', message }) }
  }
}

// What the doctor looks at.

const none = async (): Promise<TokenSource> => ({ kind: 'none' })
const signIn = async (email = EMAIL): Promise<TokenSource> => ({
  kind: 'sign-in',
  request: {
    email,
    isCodeSent: false,
    readCode: async () => {
      const mails = await services.workos<Array<{ code: string }>>('GET', `/_emulate/inbox?email=${email}`)
      return mails.at(-1)?.code ?? ''
    },
  },
})

/** The token of a session, as somebody copies it. */
async function copyToken(): Promise<string> {
  const { code } = await services.workos<{ code: string }>('POST', '/user_management/magic_auth', { email: EMAIL })
  const { access_token } = await services.workos<{ access_token: string }>('POST', '/user_management/authenticate', {
    grant_type: 'urn:workos:oauth:grant-type:magic-auth:code', client_id: clientId, client_secret: apiKey, email: EMAIL, code,
  })
  return access_token
}

/** Reads variables as the Convex CLI does, in a fraction of its time; that the real one is understood is tested above. */
const quickCli: ConvexCli = {
  run: async () => {
    const lines = Object.entries(await services.convexVariables()).map(([name, value]) => `${name}=${value}`)
    return { code: 0, stdout: lines.join('\n'), said: '' }
  },
  talk: async () => 0,
}

async function examine(token: TokenSource, { compare, convexCli = quickCli }: { compare?: string | undefined, convexCli?: ConvexCli } = {}): Promise<Diagnosis[]> {
  return diagnose(await gatherFacts({ children, root: project.root, shell: {}, token, compare, convexCli }))
}

interface Fault {
  id: string
  how: string
  /** What the fix must name. */
  fix: string | (() => string)
  /** Breaks it. @returns the token to look at. */
  inject: () => Promise<TokenSource>
  compare?: () => string
  /** With the real Convex CLI. */
  real?: true
}

const port = () => new URL(services.workosUrl).port

const FAULTS: Fault[] = [
  { id: 'node-version', how: 'a Node that is too old for package.json', fix: 'LTS', inject: async () => {
    edit('package.json', text => text.replace(/"node": ".*?"/, '"node": ">=99"'))
    return none()
  } },
  { id: 'app-variables', how: 'no client id', fix: 'npm run setup', inject: async () => {
    env({ WORKOS_CLIENT_ID: '' })
    return none()
  } },
  { id: 'cookie-password', how: 'a short password', fix: 'npm run setup -- --overwrite', inject: async () => {
    env({ WORKOS_COOKIE_PASSWORD: 'short' })
    return none()
  } },
  { id: 'cookie-password-shared', how: 'another application with another password', fix: 'Copy WORKOS_COOKIE_PASSWORD', inject: none, compare: () => {
    const file = join(project.root, 'other.env')
    writeFileSync(file, setEnvValue(configured, 'WORKOS_COOKIE_PASSWORD', 'x'.repeat(32)))
    return file
  } },
  { id: 'insecure-origin', how: 'an http address', fix: 'https', inject: async () => {
    env({ WORKOS_REDIRECT_URI: 'http://app.example.com/auth/callback' })
    await services.workos('POST', '/user_management/redirect_uris', { uri: 'http://app.example.com/auth/callback' })
    return none()
  } },
  { id: 'clock-wrong', how: 'a Convex whose clock is an hour slow', fix: 'timedatectl', inject: async () => {
    await putBefore('convex', answer => ({ ...answer, headers: { ...answer.headers, date: new Date(Date.now() - 3_600_000).toUTCString() } }))
    return none()
  } },
  { id: 'workos-unreachable', how: 'a WorkOS that hangs up', fix: 'WORKOS_API_HOSTNAME', inject: async () => {
    await breakRoute({ path: '/*', drop: true })
    return none()
  } },
  { id: 'api-key', how: 'a revoked key', fix: '--api-key', inject: async () => {
    env({ WORKOS_API_KEY: 'sk_test_revoked' })
    await convex({ WORKOS_API_KEY: 'sk_test_revoked' })
    return none()
  } },
  { id: 'client-id', how: 'an unknown client id', fix: '--client-id', inject: async () => {
    env({ WORKOS_CLIENT_ID: 'client_unknown' })
    await convex({ WORKOS_CLIENT_ID: 'client_unknown' })
    return none()
  } },
  { id: 'client-id', how: 'a client id of another environment', fix: '--client-id', inject: async () => {
    await breakRoute({ method: 'POST', path: '/user_management/authenticate', status: 400, body: { error: 'invalid_client', error_description: 'Invalid client.' } })
    return none()
  } },
  { id: 'redirect-uri', how: 'an address that is not registered', fix: 'npm run setup -- --app-url https://app.example.com', inject: async () => {
    env({ WORKOS_REDIRECT_URI: 'https://app.example.com/auth/callback' })
    return none()
  } },
  { id: 'sign-out-redirect', how: 'no sign-out redirect', fix: 'http://localhost:3000/', inject: async () => {
    await configure({ signOutRedirects: ['https://elsewhere.example/'] })
    return signIn()
  } },
  { id: 'webhook-endpoint', how: 'a webhook for another deployment', fix: 'npm run setup', inject: async () => {
    const { data: [endpoint] } = await services.workos<{ data: Array<{ id: string, endpoint_url: string }> }>('GET', '/webhook_endpoints')
    const path = `/webhook_endpoints/${endpoint?.id}`
    cleanups.push(() => services.workos('PATCH', path, { endpoint_url: endpoint?.endpoint_url }))
    await services.workos('PATCH', path, { endpoint_url: 'https://other.convex.site/workos/webhook' })
    return none()
  } },
  { id: 'webhook-endpoint', how: 'a disabled webhook', fix: 'Enable', inject: async () => {
    const { data: [endpoint] } = await services.workos<{ data: Array<{ id: string }> }>('GET', '/webhook_endpoints')
    const path = `/webhook_endpoints/${endpoint?.id}`
    cleanups.push(() => services.workos('PATCH', path, { status: 'enabled' }))
    await services.workos('PATCH', path, { status: 'disabled' })
    return none()
  } },
  { id: 'webhook-secret', how: 'another secret', fix: 'npm run setup -- --recreate-webhook', inject: async () => {
    await convex({ WORKOS_WEBHOOK_SECRET: 'whsec_another' })
    return none()
  } },
  { id: 'template-too-large', how: 'a template of more than 3072 bytes', fix: 'template', inject: async () => {
    await setTemplate({ notes: 'x'.repeat(3100) })
    return none()
  } },
  { id: 'template-too-large', how: 'a sign-in that the template makes impossible', fix: 'template', inject: async () => {
    await setTemplate({ notes: 'x'.repeat(3100) })
    return signIn()
  } },
  { id: 'convex-deployment', how: 'no deployment', fix: 'npm run setup', inject: async () => {
    env({ CONVEX_SELF_HOSTED_URL: '', CONVEX_SELF_HOSTED_ADMIN_KEY: '', CONVEX_URL: '' })
    return none()
  } },
  { id: 'convex-unreachable', how: 'a deployment that is away', fix: `curl -i ${NOWHERE}/version`, inject: async () => {
    env({ CONVEX_URL: NOWHERE, CONVEX_SELF_HOSTED_URL: NOWHERE })
    return none()
  } },
  { id: 'convex-unreachable', how: 'a wrong admin key', fix: 'CONVEX_URL', real: true, inject: async () => {
    env({ CONVEX_SELF_HOSTED_ADMIN_KEY: 'emulator|wrong' })
    return none()
  } },
  { id: 'convex-variables', how: 'no API key on the deployment', fix: 'npx convex env set WORKOS_API_KEY', inject: async () => {
    await convex({ WORKOS_API_KEY: null })
    return none()
  } },
  { id: 'convex-variables', how: 'no webhook secret on the deployment', fix: 'npx convex env set WORKOS_WEBHOOK_SECRET', inject: async () => {
    await convex({ WORKOS_WEBHOOK_SECRET: null })
    return none()
  } },
  { id: 'convex-variables', how: 'a new deployment that was told nothing', fix: 'npx convex env set WORKOS_CLIENT_ID', real: true, inject: async () => {
    const other = await startConvexEmulator()
    cleanups.push(other.stop)
    env({ CONVEX_URL: other.url, CONVEX_SELF_HOSTED_URL: other.url })
    await fetch(`${other.url}/api/update_environment_variables`, {
      method: 'POST',
      headers: { 'authorization': `Convex ${other.adminKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ changes: Object.entries(variables).filter(([name]) => name !== 'WORKOS_CLIENT_ID').map(([name, value]) => ({ name, value })) }),
    })
    return none()
  } },
  { id: 'convex-api-key', how: 'another API key on the deployment', fix: 'npm run setup -- --overwrite', inject: async () => {
    await convex({ WORKOS_API_KEY: 'sk_test_another' })
    return none()
  } },
  { id: 'convex-workos-address', how: 'a deployment that looks elsewhere', fix: () => `npx convex env set WORKOS_API_PORT ${port()}`, inject: async () => {
    await convex({ WORKOS_API_PORT: '9' })
    return signIn()
  } },
  { id: 'convex-client-id', how: 'another client id on the deployment, without a token', fix: `npx convex env set WORKOS_CLIENT_ID ${clientId}`, inject: async () => {
    await convex({ WORKOS_CLIENT_ID: 'client_another' })
    return none()
  } },
  { id: 'issuer-client', how: 'another client id on the deployment', fix: `npx convex env set WORKOS_CLIENT_ID ${clientId}`, inject: async () => {
    await convex({ WORKOS_CLIENT_ID: 'client_another' })
    return signIn()
  } },
  { id: 'issuer-client', how: 'tokens of the default client of the environment', fix: 'npx convex env set WORKOS_CLIENT_ID client_environment', inject: async () => {
    await configure({ issuer: 'user_management_environment' })
    return signIn()
  } },
  ...['sso', 'convex'].map((form): Fault => ({ id: 'issuer-form', how: `the issuer /${form}/<client id>`, fix: () => `issuer: '${services.workosUrl}/${form}/${clientId}'`, inject: async () => {
    await configure({ issuer: form })
    return signIn()
  } })),
  { id: 'issuer-form', how: 'the old form, and an auth.config.ts that has only the new one', fix: () => `issuer: '${services.workosUrl}', jwks: '${services.workosUrl}/sso/jwks/${clientId}', applicationID: '${clientId}'`, inject: async () => {
    await configure({ issuer: 'origin' })
    const keep = 'CustomJWT(issuer=$1/user_management/$2, app_id=none)'
    await putBefore('convex', refusing((_, answer) => answer.body.includes('No auth provider')
      ? (JSON.parse(answer.body) as { message: string }).message.replace(/\[.*?CustomJWT\(issuer=([^,]*)\/user_management\/([^,]*), app_id=none\)\]/, `[${keep}]`)
      : null))
    edit('convex/auth.config.ts', text => text.replace(/.*applicationID: clientId.*\n/, ''))
    return signIn()
  } },
  { id: 'issuer-domain', how: 'a custom domain in the issuer', fix: 'npx convex env set WORKOS_API_HOSTNAME auth.example.com', inject: async () => {
    await configure({ issuer: `https://auth.example.com/user_management/${clientId}` })
    return signIn()
  } },
  { id: 'issuer-slash', how: 'a backend that compares the last slash', fix: () => `'${services.workosUrl}'`, inject: async () => {
    await configure({ issuer: 'origin', audience: clientId })
    const listed = () => `[CustomJWT(issuer=${services.workosUrl}/, app_id=${clientId}), CustomJWT(issuer=${services.workosUrl}/user_management/${clientId}, app_id=none)]`
    await putBefore('convex', refusing(({ iss }) => iss === `${services.workosUrl}/` ? null : `No auth provider found matching the given token. Check that …: ${listed()}`))
    return signIn()
  } },
  ...['origin', 'origin_slash'].map((issuer): Fault => ({ id: 'audience-missing', how: `the shared issuer (${issuer}) and no template`, fix: 'npm run setup -- --jwt-template minimal', inject: async () => {
    await configure({ issuer })
    return signIn()
  } })),
  { id: 'audience-different', how: 'a template with another audience', fix: 'npm run setup -- --jwt-template minimal --overwrite', inject: async () => {
    await configure({ issuer: 'origin' })
    await setTemplate({ aud: 'convex' })
    return signIn()
  } },
  { id: 'jwks-unreachable', how: 'keys that cannot be had', fix: () => `curl -i ${services.workosUrl}/sso/jwks/${clientId}`, inject: async () => {
    await breakRoute({ method: 'GET', path: '/sso/jwks/*', status: 500, body: {} })
    return none()
  } },
  { id: 'jwks-unreachable', how: 'keys that cannot be had, by Convex\'s own words', fix: 'curl -i', inject: async () => {
    await breakRoute({ method: 'GET', path: '/sso/jwks/*', status: 503, body: {} })
    return signIn()
  } },
  { id: 'jwks-content-type', how: 'keys as a web page', fix: 'curl -i', inject: async () => {
    await configure({ jwksContentType: 'text/html' })
    return none()
  } },
  { id: 'jwks-content-type', how: 'keys as a web page, by Convex\'s own words', fix: 'application/jwk-set+json', inject: async () => {
    await configure({ jwksContentType: 'text/plain' })
    return signIn()
  } },
  { id: 'key-unknown', how: 'a key that is not listed', fix: 'npx convex env get WORKOS_CLIENT_ID', inject: async () => {
    const token = await copyToken()
    for (let times = 0; times < 2; times++) await services.workos('POST', '/_emulate/keys/rotate')
    return { kind: 'given', token }
  } },
  { id: 'clocks-differ', how: 'a WorkOS that is a minute fast', fix: 'timedatectl', inject: async () => {
    await moveClock(60)
    return signIn()
  } },
  { id: 'clocks-differ', how: 'a WorkOS that is ten minutes slow', fix: 'timedatectl', inject: async () => {
    await moveClock(-600)
    return signIn()
  } },
  { id: 'token-expired', how: 'a token of ten minutes ago', fix: 'npm run doctor -- --email', inject: async () => {
    await moveClock(-600)
    const token = await copyToken()
    await moveClock(600)
    return { kind: 'given', token }
  } },
  { id: 'token-malformed', how: 'something else in place of a token', fix: 'POST /api/auth/token', inject: async () => ({ kind: 'given', token: apiKey }) },
  { id: 'auth-config-not-pushed', how: 'an auth.config.ts that was changed since', fix: 'npx convex dev --once', inject: async () => {
    edit('convex/auth.config.ts', text => text.replace('providers: [', 'providers: [\n    { ...keys, issuer: \'https://auth.example.com\' },'))
    return signIn()
  } },
  { id: 'auth-config-not-pushed', how: 'a deployment to which nothing was pushed', fix: 'npx convex dev --once', inject: async () => {
    await putBefore('convex', refusing(() => 'No auth provider found matching the given token (no providers configured). Check convex/auth.config.ts.'))
    return none()
  } },
  { id: 'refused-otherwise', how: 'words that nobody knows', fix: 'npx convex env list', inject: async () => {
    await putBefore('convex', refusing(({ iss }, { body }) => iss === 'https://nobody.invalid' ? (JSON.parse(body) as { message: string }).message : 'The moon is full.'))
    return signIn()
  } },
  { id: 'app-issuer', how: 'another issuer in WORKOS_ISSUER', fix: 'WORKOS_ISSUER', inject: async () => {
    env({ WORKOS_ISSUER: 'https://auth.example.com' })
    return signIn()
  } },
  { id: 'cookie-size', how: 'a template that fills the cookie', fix: 'JWT template', inject: async () => {
    await setTemplate({ notes: 'x'.repeat(1500) })
    return signIn()
  } },
  { id: 'cookie-size', how: 'a template that splits the cookie', fix: 'JWT template', inject: async () => {
    await setTemplate({ notes: 'x'.repeat(2500) })
    return { kind: 'given', token: await copyToken() }
  } },
]

describe('npm run doctor, after npm run setup', { timeout: 60_000 }, () => {
  it('is green by itself, and says what it did not look at', async () => {
    const { code, stdout, stderr } = await project.run('doctor', [])
    expect(stderr).toBe('')
    expect(stdout).toContain('Tokens: that takes one')
    expect(stdout).toContain('✔ Nothing is wrong.')
    expect(code).toBe(0)
  })

  it('is green with a real token, in two runs, and leaves no session behind', async () => {
    const first = await project.run('doctor', ['--email', EMAIL])
    expect(first.stdout).toContain(`a code was mailed to ${EMAIL}`)
    const mails = await services.workos<Array<{ code: string }>>('GET', `/_emulate/inbox?email=${EMAIL}`)
    const second = await project.run('doctor', ['--email', EMAIL, '--code', mails.at(-1)?.code ?? '', '--json'])
    expect(JSON.parse(second.stdout)).toEqual({ ok: true, findings: [], notLookedAt: [] })
    expect(second.code).toBe(0)
    const { data } = await services.workos<{ data: Array<{ status: string }> }>('GET', '/user_management/users/user_01SEED00000000000000000001/sessions')
    expect(data.map(({ status }) => status)).toEqual(['revoked'])
  })

  it('is green for somebody who has a choice of organizations', async () => {
    expect(await examine(await signIn('dual@example.com'))).toEqual([])
  })

  it('is green with a copied token, and does not end its session', async () => {
    const token = await copyToken()
    expect(await examine({ kind: 'given', token })).toEqual([])
    const { data } = await services.workos<{ data: Array<{ status: string }> }>('GET', '/user_management/users/user_01SEED00000000000000000001/sessions')
    expect(data.map(({ status }) => status)).toEqual(['active'])
  })

  it('is green with the shared issuer, once the template adds the audience', async () => {
    await configure({ issuer: 'origin_slash' })
    await setTemplate({ aud: clientId })
    expect(await examine(await signIn())).toEqual([])
  })

  it('signs nobody up', async () => {
    await expect(examine(await signIn('nobody@example.com'))).rejects.toThrow('WorkOS has no user nobody@example.com.')
  })

  it('says who cannot be signed in by a code, and looks at the rest', async () => {
    const facts = await gatherFacts({ children, root: project.root, shell: {}, token: await signIn('mfa@example.com'), convexCli: quickCli })
    expect(diagnose(facts)).toEqual([])
    expect(facts.gaps.map(({ why }) => why).join()).toContain('ended with mfa_challenge')
  })

  it('tells a CI by its exit code', async () => {
    await convex({ WORKOS_WEBHOOK_SECRET: null })
    const { code, stdout } = await project.run('doctor', ['--json'])
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, findings: [{ id: 'convex-variables', severity: 'fault' }] })
    expect(code).toBe(1)
  })

  it.each(FAULTS)('names $id and nothing else: $how', async ({ id, fix, inject, compare, real }) => {
    const token = await inject()
    const findings = await examine(token, { compare: compare?.(), ...real && { convexCli: createConvexCli(children, project.root) } })
    expect(findings.map(finding => finding.id)).toEqual([id])
    const [finding] = findings
    expect([finding?.fix, ...finding?.commands ?? []].join('\n')).toContain(typeof fix === 'string' ? fix : fix())
  })

  it('has a fault here for every check', () => {
    const tried = new Set(FAULTS.map(({ id }) => id))
    expect(checks.map(({ id }) => id).filter(id => !tried.has(id))).toEqual([])
  })
})
