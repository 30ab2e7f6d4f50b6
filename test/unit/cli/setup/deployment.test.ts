import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeploymentKind } from '../../../../cli/lib/convexDeployment'
import { readEnvironment } from '../../../../cli/lib/envFiles'
import { askNobody, type Ask } from '../../../../cli/setup/ask'
import type { SetupContext } from '../../../../cli/setup/context'
import { readSetupOptions } from '../../../../cli/setup/options'
import { createProgress } from '../../../../cli/setup/progress'
import { deployment } from '../../../../cli/setup/steps/deployment'
import { steps } from '../../../../cli/setup/steps/table'

const somebody: Ask = { ...askNobody, isInteractive: true, confirm: async () => true }

let root: string
let calls: unknown[]
let lines: string[]
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'setup-'))
  calls = []
  lines = []
})
afterEach(() => rmSync(root, { recursive: true }))

/** @param writes what the Convex CLI leaves in .env.local. */
function context(convex: DeploymentKind, args: string[] = [], { ask = askNobody, writes = 'CONVEX_URL=https://x.convex.cloud\n', code = 0 } = {}): SetupContext {
  const run = (how: string, env: unknown) => async (cliArgs: string[]) => {
    calls.push([how, cliArgs, env])
    appendFileSync(join(root, '.env.local'), writes)
    return { code, stdout: '', said: 'what the CLI said' }
  }
  return {
    root,
    ask,
    options: readSetupOptions(args),
    answers: { apiKey: 'sk_1', clientId: 'client_1', workosOrigin: 'https://api.workos.com', appOrigin: 'http://localhost:3000', convex, selfHosted: null },
    progress: createProgress(line => lines.push(line)),
    readEnv: () => readEnvironment(root, {}),
    convexCli: env => ({ run: run('run', env), talk: async cliArgs => (await run('talk', env)(cliArgs)).code }),
  } as Partial<SetupContext> as SetupContext
}

function envLocal(): Record<string, string | undefined> {
  return existsSync(join(root, '.env.local')) ? { ...parseEnv(readFileSync(join(root, '.env.local'), 'utf8')) } : {}
}

describe('the deployment', () => {
  const CONFIGURE = ['dev', '--once', '--skip-push', '--configure']

  it.each<[string, DeploymentKind, string[], Ask, unknown]>([
    ['self-hosted', 'self-hosted', [], askNobody, ['run', ['init'], undefined]],
    ['on this machine, without an account', 'local', [], askNobody, ['run', ['init'], { CONVEX_AGENT_MODE: 'anonymous' }]],
    ['in the cloud, with the person at the terminal', 'cloud', [], somebody, ['talk', CONFIGURE, undefined]],
    ['in the cloud, in a project that is named', 'cloud', ['--convex-team', 't', '--convex-project', 'p'], askNobody,
      ['run', [...CONFIGURE, 'existing', '--team', 't', '--project', 'p', '--dev-deployment', 'cloud'], undefined]],
  ])('is made %s, without a push', async (_, kind, args, ask, call) => {
    await deployment.run(context(kind, args, { ask }))
    expect(calls).toEqual([call])
    expect(lines).toEqual(['  ✔ deployment is ready'])
  })

  it('is left as it is when it is there', async () => {
    writeFileSync(join(root, '.env.local'), 'CONVEX_DEPLOYMENT=dev:x\nCONVEX_URL=https://x.convex.cloud\n')
    await deployment.run(context('cloud'))
    expect(calls).toEqual([])
    expect(lines).toEqual(['  = dev:x at https://x.convex.cloud'])
  })

  it.each<[string, string, DeploymentKind]>([
    ['chosen, and its address is not known', 'CONVEX_DEPLOYMENT=dev:x\n', 'cloud'],
    ['named by a deploy key', 'CONVEX_DEPLOY_KEY=prod:x|key\n', 'cloud'],
  ])('is taken when it is %s', async (_, text, kind) => {
    writeFileSync(join(root, '.env.local'), text)
    await deployment.run(context(kind))
    expect(calls).toEqual([['run', ['init'], undefined]])
  })

  it('may be another one at another address than before', async () => {
    writeFileSync(join(root, '.env.local'), 'CONVEX_SELF_HOSTED_URL=https://b.example\nCONVEX_SELF_HOSTED_ADMIN_KEY=k\nCONVEX_URL=https://a.example\n')
    await deployment.run(context('self-hosted', [], { writes: 'CONVEX_URL=https://b.example\n' }))
    expect(envLocal().CONVEX_URL).toBe('https://b.example')
    expect(lines).toEqual(['  ✔ deployment is ready'])
  })

  it('is not made in a dry run', async () => {
    await deployment.run(context('local', ['--dry-run']))
    expect(calls).toEqual([])
    expect(lines[0]).toContain('would make')
  })

  it('takes the place of one of another kind only when told to', async () => {
    writeFileSync(join(root, '.env.local'), '# mine\nCONVEX_DEPLOYMENT=dev:x\nCONVEX_URL=https://x.convex.cloud\n')
    await expect(deployment.run(context('self-hosted'))).rejects.toThrow('add --overwrite')
    expect(calls).toEqual([])
    expect(envLocal().CONVEX_DEPLOYMENT).toBe('dev:x')

    await deployment.run(context('self-hosted', ['--overwrite'], { writes: 'CONVEX_URL=https://convex.example.com\n' }))
    expect(calls).toEqual([['run', ['init'], undefined]])
    expect(envLocal()).toMatchObject({ CONVEX_DEPLOYMENT: '', CONVEX_URL: 'https://convex.example.com' })
  })

  it.each<[string, DeploymentKind, Partial<{ code: number, writes: string, ask: Ask }>, string]>([
    ['nobody can choose a project', 'cloud', {}, '--convex-team and --convex-project'],
    ['the CLI fails', 'local', { code: 1 }, 'what the CLI said'],
    ['the person stops the CLI', 'cloud', { code: 1, ask: somebody }, 'Run this again'],
    ['the CLI leaves no address', 'self-hosted', { writes: '' }, 'has no CONVEX_URL'],
  ])('says what to do when %s', async (_, kind, given, says) => {
    await expect(deployment.run(context(kind, [], given))).rejects.toThrow(says)
  })
})

it('sets the variables after there is a deployment, and before the push', () => {
  const titles = steps.map(({ title }) => title)
  const [made, set, pushed] = ['Convex deployment', 'Variables of the Convex deployment', 'Convex functions'].map(title => titles.indexOf(title))
  expect(made).toBeLessThan(set!)
  expect(set).toBeLessThan(pushed!)
})
