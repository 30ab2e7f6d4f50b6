import { statSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WORKOS_EMULATOR } from '../../../emulators/defaults'
import { copyProject, type Project } from './project'
import { startServices, type Services } from './services'

const { apiKey, clientId } = WORKOS_EMULATOR

let project: Project
let services: Services
beforeAll(async () => {
  project = copyProject()
  services = await startServices()
})
afterAll(async () => {
  await services.stop()
  project.remove()
})

interface Endpoint { id: string, endpoint_url: string, secret: string, status: string }
const endpoints = async () => (await services.workos<{ data: Endpoint[] }>('GET', '/webhook_endpoints')).data
const setup = (...args: string[]) => project.run('setup', [...services.options, ...args])
const signsOf = (stdout: string) => new Set(stdout.match(/^ {2}([=✔+!-]) /gm)?.map(line => line.trim()))

/** In order: each test finds what the last one left, as a person does who runs it again. */
describe('npm run setup, on a machine that knows nothing', { timeout: 120_000 }, () => {
  it('says in a dry run what it would do, and does nothing', async () => {
    const { code, stdout } = await setup('--dry-run')
    expect(code).toBe(0)
    expect(stdout).toContain('would write WORKOS_API_KEY, WORKOS_CLIENT_ID, WORKOS_COOKIE_PASSWORD')
    expect(stdout).toContain('would push convex/')
    expect(stdout).toContain('Nothing was changed.')
    expect(project.readEnv()).toBeNull()
    expect(await services.writes()).toEqual([])
    expect(await services.convexVariables()).toEqual({})
  })

  it('says which option is missing when nobody can be asked', async () => {
    const { code, stderr } = await project.run('setup', ['--yes'])
    expect(code).toBe(1)
    expect(stderr).toContain('Say it with --api-key.')
  })

  it.each([
    ['a wrong key', ['--api-key', 'sk_test_wrong'], 'WorkOS refuses WORKOS_API_KEY.'],
    ['an unknown client', ['--client-id', 'client_wrong'], 'WorkOS does not know the client client_wrong.'],
    ['a wrong address', ['--workos-url', 'http://127.0.0.1:9'], 'WorkOS does not answer.'],
  ])('stops at %s before it writes anything', async (_, args, says) => {
    const { code, stderr } = await setup(...args)
    expect(code).toBe(1)
    expect(stderr).toContain(says)
    expect(project.readEnv()).toBeNull()
  })

  it('configures everything in one run', async () => {
    const { code, stdout, stderr } = await setup()
    expect(stderr).toBe('')
    expect(code).toBe(0)

    const env = { ...parseEnv(project.readEnv() ?? '') }
    expect(env).toMatchObject({
      WORKOS_API_KEY: apiKey,
      WORKOS_CLIENT_ID: clientId,
      WORKOS_API_HOSTNAME: '127.0.0.1',
      WORKOS_API_PORT: new URL(services.workosUrl).port,
      WORKOS_API_HTTPS: 'false',
      CONVEX_URL: services.convex.url,
      CONVEX_SITE_URL: services.convex.siteUrl,
      CONVEX_SELF_HOSTED_URL: services.convex.url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: services.convex.adminKey,
    })
    expect(env.WORKOS_COOKIE_PASSWORD?.length).toBeGreaterThanOrEqual(32)
    // It holds secrets.
    expect(statSync(join(project.root, '.env.local')).mode & 0o077).toBe(0)
    // The comments that say what each variable is for have come along.
    expect(project.readEnv()).toContain('# Seals the session cookie')

    const [endpoint] = await endpoints()
    expect(endpoint?.endpoint_url).toBe(`${services.convex.siteUrl}/workos/webhook`)
    const variables = await services.convexVariables()
    expect(variables).toMatchObject({ WORKOS_CLIENT_ID: clientId, WORKOS_API_KEY: apiKey, WORKOS_API_HOSTNAME: '127.0.0.1' })
    expect(variables.WORKOS_WEBHOOK_SECRET?.slice(-4)).toBe(endpoint?.secret.slice(-4))
    expect(stdout).toContain('In the WorkOS dashboard, by hand')
    expect(stdout).toContain('Sign-out redirects: http://localhost:3000/')
    // Secrets stay off the screen.
    for (const secret of [env.WORKOS_COOKIE_PASSWORD, variables.WORKOS_WEBHOOK_SECRET, services.convex.adminKey]) expect(stdout).not.toContain(secret)
  })

  it('changes nothing when it is run again, and says what was right', async () => {
    const before = project.readEnv()
    await services.workos('DELETE', '/_emulate/requests')
    const { code, stdout } = await project.run('setup', ['--yes'])
    expect(code).toBe(0)
    expect(signsOf(stdout)).toEqual(new Set(['=', '-']))
    expect(stdout).toContain('Nothing had to be changed.')
    expect(project.readEnv()).toBe(before)
    expect(await services.writes()).toEqual([])
  })

  it('replaces a value that differs only when told to, and leaves the rest of the file', async () => {
    const before = project.readEnv() ?? ''
    project.writeEnv(`# mine\n${before.replace(/^WORKOS_CLIENT_ID=.*$/m, 'WORKOS_CLIENT_ID=client_before # why')}OWN=1\n`)
    const own = project.readEnv()
    const refused = await setup()
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain('! WORKOS_CLIENT_ID in .env.local is client_before, and not client_emulator. Replace it with --overwrite.')
    expect(project.readEnv()).toBe(own)

    const replaced = await setup('--overwrite')
    expect(replaced.code).toBe(0)
    expect(project.readEnv()).toBe(own?.replace('client_before', clientId))
    project.writeEnv(before)
  })
})
