import { ConvexClient, ConvexHttpClient } from 'convex/browser'
import { describe, expect, it } from 'vitest'
import { api } from './support/api'
import { convex, push } from './support/cli'
import { Collected } from './support/collect'
import { adminFetch, setVariables } from './support/control'
import { useDeployment } from './support/deployment'

const deployment = useDeployment()

const env = (...args: string[]) => convex(deployment.emulator, deployment.project.directory, 'env', ...args)

describe('convex env', () => {
  it('sets, gets, lists and removes', async () => {
    expect(await env('set', 'FIXTURE', 'a value')).toMatchObject({ code: 0 })
    expect(await env('get', 'FIXTURE')).toMatchObject({ code: 0, stdout: 'a value\n' })
    const listed = await env('list', '--include-values')
    expect(listed.stdout).toContain('AUTH_PROVIDERS=[]')
    expect(listed.stdout).toMatch(/FIXTURE=["']?a value["']?\n/)
    expect(await env('remove', 'FIXTURE')).toMatchObject({ code: 0 })
    expect((await env('get', 'FIXTURE')).stderr).toContain('not found')
  })

  it.each([
    ['1ST', 'x', 'EnvironmentVariableNameInvalid'],
    ['CONVEX_SITE_URL', 'x', 'EnvVarNameForbidden'],
    ['FIXTURE', 'x'.repeat(8193), 'EnvironmentVariableValueTooLarge'],
  ])('refuses %s', async (name, value, code) => {
    const response = await adminFetch(deployment.emulator, '/api/update_environment_variables', { changes: [{ name, value }] })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code })
  })

  it('needs the admin key', async () => {
    const response = await fetch(`${deployment.emulator.url}/api/update_environment_variables`, { method: 'POST', body: '{"changes":[]}' })
    expect(response.status).toBe(403)
  })
})

describe('variables', () => {
  it('are all that functions see of any environment', async () => {
    await setVariables(deployment.emulator, { FIXTURE: 'first' })
    await deployment.project.edit('convex/values.ts', 'const atImport', '// pushed again\nconst atImport')
    await push(deployment.emulator, deployment.project.directory)
    await setVariables(deployment.emulator, { FIXTURE: 'second' })
    const client = new ConvexHttpClient(deployment.emulator.url, { logger: false })
    expect(await client.query(api.values.environment, {})).toEqual({
      atImport: 'first',
      now: 'second',
      host: null,
      cloudUrl: deployment.emulator.url,
      siteUrl: deployment.emulator.siteUrl,
      keys: [],
    })
    expect(await client.action(api.values.environmentInAction, {})).toBe('second')
  })

  it('change subscribed results at once', async () => {
    const client = new ConvexClient(deployment.emulator.url, { logger: false })
    const seen = new Collected<{ now: string | null }>()
    client.onUpdate(api.values.environment, {}, seen.add)
    await seen.until(() => true)
    await setVariables(deployment.emulator, { FIXTURE: 'changed' })
    await seen.until(({ now }) => now === 'changed')
    await client.close()
  })

  it('are all kept when several changes arrive at once', async () => {
    await Promise.all(['A', 'B', 'C'].map(name => setVariables(deployment.emulator, { [name]: 'set' })))
    const response = await adminFetch(deployment.emulator, '/api/list_environment_variables')
    expect(await response.json()).toMatchObject({ environmentVariables: { A: 'set', B: 'set', C: 'set' } })
  })

  it('cannot be changed in a way that breaks the auth config', async () => {
    const update = (value: string | null) => adminFetch(deployment.emulator, '/api/update_environment_variables', { changes: [{ name: 'AUTH_PROVIDERS', value }] })
    const removed = await update(null)
    expect(removed.status).toBe(400)
    expect(await removed.json()).toEqual({
      code: 'AuthConfigMissingEnvironmentVariable',
      message: 'Environment variable AUTH_PROVIDERS is used in auth config file but its value was not set',
    })
    const broken = await update('[{"applicationID":"x"}]')
    expect(await broken.json()).toMatchObject({ code: 'InvalidAuthConfig', message: expect.stringMatching(/^This change would make the auth config invalid: /) as string })
    expect((await env('get', 'AUTH_PROVIDERS')).stdout).toBe('[]\n')
  })
})
