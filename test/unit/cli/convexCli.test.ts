import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { convexCli } from '../../../cli/lib/convexCli'
import { ROOT } from '../../../cli/lib/root'

const url = 'http://127.0.0.1:3210'
afterEach(() => vi.unstubAllEnvs())

it('runs in a folder of its own that points at the functions of the project', () => {
  const { args, cwd } = convexCli(['dev'], url)
  expect(args.at(-1)).toBe('dev')
  expect(existsSync(args[0] ?? '')).toBe(true)
  expect(cwd).not.toBe(ROOT)
  const { functions } = JSON.parse(readFileSync(join(cwd, 'convex.json'), 'utf8')) as { functions: string }
  expect(resolve(cwd, functions)).toBe(join(ROOT, 'convex'))
})

it('hides the deployment that the user has chosen, and proxies', () => {
  vi.stubEnv('CONVEX_DEPLOYMENT', 'dev:tall-forest-1')
  vi.stubEnv('CONVEX_DEPLOY_KEY', 'dev:tall-forest-1|key')
  vi.stubEnv('HTTPS_PROXY', 'http://proxy.example')
  vi.stubEnv('http_proxy', 'http://proxy.example')
  vi.stubEnv('SOMETHING_ELSE', 'kept')
  const { env } = convexCli(['dev'], url)
  expect(env).toMatchObject({ CONVEX_SELF_HOSTED_URL: url, SOMETHING_ELSE: 'kept' })
  for (const name of ['CONVEX_DEPLOYMENT', 'CONVEX_DEPLOY_KEY', 'HTTPS_PROXY', 'http_proxy']) {
    expect(env).not.toHaveProperty(name)
  }
})

it('does not let the CLI provision the real WorkOS for an emulator', () => {
  const own = JSON.parse(readFileSync(join(ROOT, 'convex.json'), 'utf8')) as { authKit?: unknown }
  const { cwd } = convexCli(['dev'], url)
  expect(own.authKit).toBeDefined()
  expect(JSON.parse(readFileSync(join(cwd, 'convex.json'), 'utf8'))).not.toHaveProperty('authKit')
})
