import { parseEnv } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { setEnvValue } from '../../../cli/lib/envFileEdit'
import { findRandomPorts } from '../../../cli/lib/portProbe'
import { WORKOS_EVENTS } from '../../../common/workosEvents'
import { WORKOS_EMULATOR } from '../../../emulators/defaults'
import { createClone, type Clone, type Running } from '../../support/docs/clone'
import { commandsOf } from '../../support/docs/commands'
import { readPages } from '../../support/docs/pages'
import { readCode } from '../../support/inbox'
import { createSignedInVisitor, createVisitor } from '../../support/visitor'
import { startServices, type Services } from '../cli/services'

const EMAIL = 'ada@example.com'
const START = 'node --env-file=.env.local .output/server/index.mjs'
const page = readPages().find(({ path }) => path === 'docs/production.md')

let clone: Clone
let services: Services
let url: string
let server: Running

beforeAll(async () => {
  clone = createClone()
  url = `http://127.0.0.1:${await findRandomPorts(1)}`
  services = await startServices(url)
})
afterAll(async () => {
  await clone.remove()
  await services.stop()
})

/** Writes lines of .env.local, as the reader does in an editor. */
function fillIn(values: Record<string, string>): void {
  clone.write('.env.local', Object.entries(values).reduce((text, [name, value]) => setEnvValue(text, name, value), clone.read('.env.local')))
}

/** The emulator is at an address of its own, as WorkOS is with a custom authentication domain. */
function workosAddress() {
  const { hostname, port } = new URL(services.workosUrl)
  return { WORKOS_API_HOSTNAME: hostname, WORKOS_API_PORT: port, WORKOS_API_HTTPS: 'false' }
}

/** The commands of the page in its order, with the reader's own values; and after each what the page has done by hand. */
const steps: Record<string, () => Promise<unknown>> = {
  'npm ci': async () => await clone.install(),
  'cp .env.example .env.local': async () => await clone.run('cp .env.example .env.local'),
  'chmod 600 .env.local': async () => {
    await clone.run('chmod 600 .env.local')
    fillIn({ WORKOS_API_KEY: WORKOS_EMULATOR.apiKey, WORKOS_CLIENT_ID: WORKOS_EMULATOR.clientId, ...workosAddress() })
  },
  'node -e "console.log(require(\'crypto\').randomBytes(32).toString(\'base64url\'))"': async () => {
    const password = await clone.run('node -e "console.log(require(\'crypto\').randomBytes(32).toString(\'base64url\'))"')
    const { port } = new URL(url)
    fillIn({ WORKOS_COOKIE_PASSWORD: password.trim(), WORKOS_REDIRECT_URI: `${url}/auth/callback`, TRUSTED_PROXY_HOPS: '1', PORT: port })
    // In place of a deploy key: the emulator is a self-hosted Convex.
    fillIn({ CONVEX_SELF_HOSTED_URL: services.convex.url, CONVEX_SELF_HOSTED_ADMIN_KEY: services.convex.adminKey, CONVEX_URL: services.convex.url, CONVEX_SITE_URL: services.convex.siteUrl })
  },
  'npx convex env set WORKOS_CLIENT_ID client_…': async () => await clone.run(`npx convex env set WORKOS_CLIENT_ID ${WORKOS_EMULATOR.clientId}`),
  'npx convex env set WORKOS_API_KEY sk_…': async () => {
    await clone.run(`npx convex env set WORKOS_API_KEY ${WORKOS_EMULATOR.apiKey}`)
    for (const [name, value] of Object.entries(workosAddress())) await clone.run(`npx convex env set ${name} ${value}`)
  },
  'npx convex deploy': async () => await clone.run('npx convex deploy'),
  'npx convex env set WORKOS_WEBHOOK_SECRET whsec_…': async () => {
    const endpoint_url = `${parseEnv(clone.read('.env.local')).CONVEX_SITE_URL}/workos/webhook`
    const { secret } = await services.workos<{ secret: string }>('POST', '/webhook_endpoints', { endpoint_url, events: WORKOS_EVENTS })
    await clone.run(`npx convex env set WORKOS_WEBHOOK_SECRET ${secret}`)
  },
  'npx convex run sync:backfill': async () => await clone.run('npx convex run sync:backfill'),
  'npx convex run sync:progress': async () => {
    await expect.poll(async () => await clone.run('npx convex run sync:progress'), { timeout: 20_000 }).toContain('"state": "done"')
  },
  'npm run build': async () => await clone.run('npm run build'),
  [START]: async () => {
    server = await clone.start(START, /Listening on/)
  },
  'curl --fail http://127.0.0.1:3000/health/ready': async () => {
    expect(await clone.run(`curl --fail ${url}/health/ready`)).toContain('"status":"ok"')
  },
  'npm run doctor -- --email you@example.com': async () => {
    const mailed = await clone.run(`npm run doctor -- --email ${EMAIL}`)
    expect(mailed).toContain('--code')
    const looked = await clone.run(`npm run --silent doctor -- --json --email ${EMAIL} --code ${await readCode(services.workosUrl, EMAIL)}`)
    expect(JSON.parse(looked)).toEqual({ ok: true, findings: [], notLookedAt: [] })
  },
}

it('docs/production.md leads from a clone to a server that people sign in on', async () => {
  const commands = commandsOf(page ?? { blocks: [] })
  expect(commands).toEqual(Object.keys(steps))
  for (const command of commands) await steps[command]?.()

  const urls = { url, workosUrl: services.workosUrl, convexUrl: services.convex.url }
  const visitor = await createSignedInVisitor(urls, EMAIL)
  expect((await visitor.postJson('/api/tasks', { text: 'Deployed word by word' })).status).toBe(200)
  expect(await (await visitor.request('/tasks')).text()).toContain('<span>Deployed word by word</span>')
  expect((await createVisitor(url).request('/tasks')).headers.get('location')).toContain('/login')
  expect(server.said()).not.toMatch(/"level":"(?:warn|error)"/)
}, 600_000)

it('docs/self-hosting.md relays the keys to a Convex that cannot read them at WorkOS', async () => {
  const [setting = ''] = commandsOf(readPages().find(({ path }) => path === 'docs/self-hosting.md') ?? { blocks: [] }).filter(command => command.includes('WORKOS_JWKS_URL'))
  expect(setting).toMatch(/ http:\/\/app:3000\/\.well-known\/jwks\.json$/)
  await server.stop()
  fillIn({ NUXT_AUTH_JWKS_RELAY: 'true' })
  server = await clone.start(START, /Listening on/)
  const urls = { url, workosUrl: services.workosUrl, convexUrl: services.convex.url }

  await clone.run(setting.replace('http://app:3000/.well-known', `${url}/nowhere`))
  const visitor = await createSignedInVisitor(urls, EMAIL)
  expect((await visitor.postJson('/api/tasks', { text: 'No' })).status).toBe(503)
  await clone.run(setting.replace('http://app:3000', url))
  expect((await visitor.postJson('/api/tasks', { text: 'By the relay' })).status).toBe(200)
}, 300_000)
