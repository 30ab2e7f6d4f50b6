import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askNobody } from '../../../../cli/setup/ask'
import { show, type SetupContext } from '../../../../cli/setup/context'
import { readSetupOptions } from '../../../../cli/setup/options'
import { createProgress } from '../../../../cli/setup/progress'
import { deploymentEnvironment } from '../../../../cli/setup/steps/deploymentEnvironment'
import { localEnvironment } from '../../../../cli/setup/steps/localEnvironment'

let root: string
let lines: string[]
let variables: Record<string, string>
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'setup-'))
  lines = []
  variables = {}
})
afterEach(() => rmSync(root, { recursive: true }))

function context(args: string[] = [], workosOrigin = 'https://api.workos.com'): SetupContext {
  return {
    root,
    ask: askNobody,
    options: readSetupOptions(args),
    answers: { apiKey: 'sk_test_1', clientId: 'client_1', workosOrigin, appOrigin: 'http://localhost:3000', convex: 'cloud', selfHosted: null },
    progress: createProgress(line => lines.push(line)),
    readEnv: () => ({ CONVEX_URL: 'https://x.convex.cloud' }),
    variables: {
      read: async () => ({ ...variables }),
      set: async changes => void Object.assign(variables, changes),
      remove: async name => void Reflect.deleteProperty(variables, name),
    },
  } as Partial<SetupContext> as SetupContext
}

const file = () => join(root, '.env.local')
const values = () => ({ ...parseEnv(readFileSync(file(), 'utf8')) })

describe('.env.local', () => {
  it('keeps a password that is long enough, and makes one where there is none', async () => {
    await localEnvironment.run(context())
    const made = values().WORKOS_COOKIE_PASSWORD
    expect(made?.length).toBeGreaterThanOrEqual(32)
    await localEnvironment.run(context())
    expect(values().WORKOS_COOKIE_PASSWORD).toBe(made)
  })

  it('replaces a short password only when told to: that signs everybody out', async () => {
    writeFileSync(file(), 'WORKOS_COOKIE_PASSWORD=short\n')
    await localEnvironment.run(context())
    expect(values().WORKOS_COOKIE_PASSWORD).toBe('short')
    await localEnvironment.run(context(['--overwrite']))
    expect(values().WORKOS_COOKIE_PASSWORD?.length).toBeGreaterThanOrEqual(32)
  })

  it('names another address of WorkOS, and none for its usual one', async () => {
    await localEnvironment.run(context([], 'http://127.0.0.1:4100'))
    expect(values()).toMatchObject({ WORKOS_API_HOSTNAME: '127.0.0.1', WORKOS_API_PORT: '4100', WORKOS_API_HTTPS: 'false' })

    await localEnvironment.run(context())
    expect(lines.at(-1)).toBe('  ! WORKOS_API_HTTPS in .env.local is false, and not empty. Replace it with --overwrite.')
    await localEnvironment.run(context(['--overwrite']))
    expect(values()).toMatchObject({ WORKOS_API_HOSTNAME: '', WORKOS_API_PORT: '', WORKOS_API_HTTPS: '' })
  })

  it('is not made in a dry run', async () => {
    await localEnvironment.run(context(['--dry-run']))
    expect(existsSync(file())).toBe(false)
  })
})

describe('the variables of the deployment', () => {
  it('lose an address that the application does not have, when told so', async () => {
    variables = { WORKOS_CLIENT_ID: 'client_1', WORKOS_API_KEY: 'sk_test_1', WORKOS_API_HOSTNAME: 'auth.example.com' }
    await deploymentEnvironment.run(context())
    expect(lines.at(-1)).toBe('  ! WORKOS_API_HOSTNAME=auth.example.com of the deployment is not in .env.local. Remove it with --overwrite.')
    await deploymentEnvironment.run(context(['--overwrite']))
    expect(variables).toEqual({ WORKOS_CLIENT_ID: 'client_1', WORKOS_API_KEY: 'sk_test_1' })
  })
})

describe('what is shown of a value', () => {
  it.each([
    ['WORKOS_CLIENT_ID', 'client_01ABCDEF', 'client_01ABCDEF'],
    ['WORKOS_API_PORT', '', 'empty'],
    ['WORKOS_API_KEY', 'sk_test_0123456789', 'sk_test_…6789'],
    ['WORKOS_COOKIE_PASSWORD', 'short', '…'],
    ['WORKOS_WEBHOOK_SECRET', 'whsec_01234567', 'whsec_01…4567'],
  ])('%s=%s is %s', (name, value, shown) => {
    expect(show(name, value)).toBe(shown)
  })
})
