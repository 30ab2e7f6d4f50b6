import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createWorkosApi } from '../../../cli/lib/workosApi'
import { askNobody, type Ask } from '../../../cli/setup/ask'
import { deploymentEnvironment } from '../../../cli/setup/steps/deploymentEnvironment'
import { homepage } from '../../../cli/setup/steps/homepage'
import { redirectUri } from '../../../cli/setup/steps/redirectUri'
import { webhook } from '../../../cli/setup/steps/webhook'
import { WORKOS_EMULATOR } from '../../../emulators/defaults'
import { createWorkosEmulator, type WorkosEmulator } from '../../../emulators/workos/server'
import { runStep, variablesInMemory, type StepRun } from './runStep'

const { apiKey, clientId } = WORKOS_EMULATOR
const SITE = { CONVEX_URL: 'https://x.convex.cloud', CONVEX_SITE_URL: 'https://x.convex.site' }
const ENDPOINT = `${SITE.CONVEX_SITE_URL}/workos/webhook`
const somebody: Ask = { ...askNobody, isInteractive: true, confirm: async () => true }

interface Endpoint { id: string, endpoint_url: string, secret: string, status: string }

let emulator: WorkosEmulator
beforeAll(async () => {
  emulator = await createWorkosEmulator({ port: 0 })
})
afterAll(async () => await emulator.close())

const request = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => createWorkosApi(emulator.url, apiKey).request(method, path, body)
const endpoints = async () => ((await request('GET', '/webhook_endpoints')).body as { data: Endpoint[] }).data
beforeEach(async () => {
  await request('POST', '/_emulate/reset')
  for (const { id } of await endpoints()) await request('DELETE', `/webhook_endpoints/${id}`)
})

describe('the webhook', () => {
  const run = (variables: Record<string, string>, options: StepRun = {}) => runStep(webhook, emulator.url, { env: SITE, ...options, variables: variablesInMemory(variables) })
  const register = async () => (await request('POST', '/webhook_endpoints', { endpoint_url: ENDPOINT, events: ['user.created'] })).body as Endpoint

  it('is registered for everything that Convex keeps, and its secret is given to Convex', async () => {
    const variables = {} as Record<string, string>
    expect(await run(variables)).toBe(`  ✔ ${ENDPOINT} is registered, and Convex has its secret`)
    const [endpoint] = await endpoints()
    expect(endpoint).toMatchObject({ endpoint_url: ENDPOINT, events: expect.arrayContaining(['user.updated', 'organization_membership.deleted']) })
    expect(variables.WORKOS_WEBHOOK_SECRET?.slice(-4)).toBe(endpoint?.secret.slice(-4))
    expect(await run(variables)).toContain(`= ${ENDPOINT} is registered, and Convex has its secret`)
  })

  it('is taken back when Convex does not take the secret, which nobody would see again', async () => {
    const variables = { ...variablesInMemory({}), set: async () => { throw new Error('no') } }
    await expect(runStep(webhook, emulator.url, { env: SITE, variables })).rejects.toThrow('no')
    expect(await endpoints()).toEqual([])
  })

  it.each([
    ['none', {}],
    ['another one', { WORKOS_WEBHOOK_SECRET: 'whsec_of_another_one' }],
  ])('is explained when it is there and Convex has %s', async (_, variables: Record<string, string>) => {
    const before = await register()
    const explained = await run(variables)
    expect(explained).toContain('! ')
    expect(explained).toContain('WorkOS shows a secret only when it makes an endpoint')
    expect(explained).toContain('--recreate-webhook')
    expect((await endpoints()).map(({ id }) => id)).toEqual([before.id])
  })

  it.each<[string, StepRun]>([['an option', { args: ['--recreate-webhook'] }], ['a person', { ask: somebody }]])('is made anew when %s says so', async (_, options) => {
    const before = await register()
    const variables = { WORKOS_WEBHOOK_SECRET: 'whsec_of_another_one' }
    await run(variables, options)
    const [after, ...others] = await endpoints()
    expect(others).toEqual([])
    expect(after?.id).not.toBe(before.id)
    const [first, second] = variables.WORKOS_WEBHOOK_SECRET.split(',')
    expect(first?.slice(-4)).toBe(after?.secret.slice(-4))
    // Another endpoint may still use it.
    expect(second).toBe('whsec_of_another_one')
  })

  it('takes a secret that was copied from the dashboard, once', async () => {
    await register()
    const variables = { WORKOS_WEBHOOK_SECRET: 'whsec_before' }
    await run(variables, { args: ['--webhook-secret', 'whsec_copied'] })
    expect(variables.WORKOS_WEBHOOK_SECRET).toBe('whsec_copied,whsec_before')
    expect(await run(variables, { args: ['--webhook-secret', 'whsec_copied'] })).toContain('= Convex has this secret')
  })

  it('is enabled when it is disabled', async () => {
    const { id, secret } = await register()
    await request('PATCH', `/webhook_endpoints/${id}`, { status: 'disabled' })
    expect(await run({ WORKOS_WEBHOOK_SECRET: secret })).toContain(`${ENDPOINT} is enabled`)
    expect((await endpoints())[0]?.status).toBe('enabled')
  })

  it.each<[string, StepRun, string]>([
    ['asked to', { args: ['--no-webhook'] }, 'left alone (--no-webhook)'],
    ['in a dry run', { args: ['--dry-run'] }, 'would register'],
    ['in a dry run without a deployment', { args: ['--dry-run'], env: {} }, 'would register'],
  ])('is left alone %s', async (_, options, says) => {
    expect(await run({}, options)).toContain(says)
    expect(await endpoints()).toEqual([])
  })

  it('is delivered where a tunnel is', async () => {
    const url = 'https://tunnel.example/workos/webhook'
    await run({}, { args: ['--webhook-url', url] })
    expect((await endpoints()).map(({ endpoint_url }) => endpoint_url)).toEqual([url])
  })
})

describe('the variables of the deployment', () => {
  const port = () => new URL(emulator.url).port
  const run = (variables: Record<string, string>, options: StepRun = {}) =>
    runStep(deploymentEnvironment, emulator.url, { env: SITE, ...options, variables: variablesInMemory(variables) })

  it('are set when they are missing', async () => {
    const variables = { OWN: '1' }
    await run(variables)
    expect(variables).toEqual({ OWN: '1', WORKOS_CLIENT_ID: clientId, WORKOS_API_KEY: apiKey, WORKOS_API_HOSTNAME: '127.0.0.1', WORKOS_API_PORT: port(), WORKOS_API_HTTPS: 'false' })
    expect(await run(variables)).not.toMatch(/[✔!]/)
  })

  it.each<[string, StepRun]>([['an option', { args: ['--overwrite'] }], ['a person', { ask: somebody }]])('are replaced only when %s says so', async (_, options) => {
    const variables = { WORKOS_API_KEY: 'sk_test_somebody_elses' }
    expect(await run(variables)).toContain('! WORKOS_API_KEY of the deployment is sk_test_…lses')
    // What was missing is no conflict.
    expect(variables).toMatchObject({ WORKOS_API_KEY: 'sk_test_somebody_elses', WORKOS_CLIENT_ID: clientId })
    await run(variables, options)
    expect(variables.WORKOS_API_KEY).toBe(apiKey)
  })
})

describe('a public address', () => {
  const args = ['--app-url', 'https://app.example.com']

  it('is registered once', async () => {
    expect(await runStep(redirectUri, emulator.url, { args })).toBe('  ✔ https://app.example.com/auth/callback is registered')
    expect(await runStep(redirectUri, emulator.url, { args })).toBe('  = https://app.example.com/auth/callback is registered')
  })

  it('counts as registered when WorkOS says so, although its list does not show it', async () => {
    await request('POST', '/_emulate/hooks', { method: 'POST', path: '/user_management/redirect_uris', status: 422, body: { message: 'Redirect URI already exists.' } })
    expect(await runStep(redirectUri, emulator.url, { args })).toContain('✔')
  })

  it('becomes the homepage', async () => {
    expect(await runStep(homepage, emulator.url, { args })).toBe('  ✔ is https://app.example.com')
  })

  it('becomes the homepage only when it was said: what was there cannot be read', async () => {
    expect(await runStep(homepage, emulator.url)).toContain('- left alone: WorkOS takes no address of this machine')
  })

  it.each([[redirectUri, 'POST', '/user_management/redirect_uris'], [homepage, 'PUT', '/user_management/app_homepage_url']])('stops with WorkOS\'s own words when it is refused', async (step, method, path) => {
    await request('POST', '/_emulate/hooks', { method, path, status: 422, body: { message: 'Validation failed.', errors: [{ code: 'not_https' }] } })
    await expect(runStep(step, emulator.url, { args })).rejects.toThrow('HTTP 422: Validation failed., not_https')
  })
})
