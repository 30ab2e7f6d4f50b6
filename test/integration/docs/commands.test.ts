import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOptions as readBenchOptions } from '../../../bench/options'
import { ROOT } from '../../../cli/lib/root'
import { createWorkosEmulator } from '../../../emulators/workos/server'
import { commandsOf } from '../../support/docs/commands'
import { readPages } from '../../support/docs/pages'

/** How a command of the documentation is shown to work. */
type Proof =
  /** This test runs it, and it has to succeed. */
  | { kind: 'run', run: (command: string) => unknown }
  /** That one runs it, as it is or with the emulators' addresses in place of the services'. */
  | { kind: 'elsewhere', test: string }
  /** Nothing can run it here. */
  | { kind: 'impossible', why: string }

const elsewhere = (test: string): Proof => ({ kind: 'elsewhere', test })
const impossible = (why: string): Proof => ({ kind: 'impossible', why })

const README = elsewhere('test/integration/docs/readme.test.ts')
const PRODUCTION = elsewhere('test/integration/docs/production.test.ts')
const SETUP = elsewhere('test/integration/cli/setup.test.ts')
/** Runs for minutes: what it takes is read, and its parts have tests of their own. */
const BENCH: Proof = { kind: 'run', run: command => readBenchOptions(command.split(' -- ')[1]?.split(' ') ?? []) }
const EMULATOR: Proof = {
  kind: 'run',
  run: async (command) => {
    const { stdout } = await promisify(execFile)('bash', ['-c', `${command.replace('localhost:4100', workosUrl)} --silent --show-error --fail --max-time 10`])
    expect(stdout).toMatch(/^[[{]/)
  },
}
const NO_DOCKER = impossible('there is no container engine; the files are read by test/integration/deploy')
const NO_EXPO = impossible('it downloads Expo; test/unit/native/types.test.ts checks what is then added')
const NUXT_4: Proof = { kind: 'run', run: command => expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toContain(`nuxt_4=${command.split('=')[1]}`) }

const PROOFS: Record<string, Proof> = {
  'npm install && npm run dev': README,
  'npm test': impossible('it is what runs this'),
  'npm run setup': README,
  'npm run dev': README,
  'npm run doctor': README,
  'npm run dev:all': README,

  'npm ci': elsewhere('.ci/run'),
  'cp .env.example .env.local': PRODUCTION,
  'chmod 600 .env.local': PRODUCTION,
  'node -e "console.log(require(\'crypto\').randomBytes(32).toString(\'base64url\'))"': PRODUCTION,
  'npx convex env set WORKOS_CLIENT_ID client_…': PRODUCTION,
  'npx convex env set WORKOS_API_KEY sk_…': PRODUCTION,
  'npx convex env set WORKOS_WEBHOOK_SECRET whsec_…': PRODUCTION,
  'npx convex deploy': PRODUCTION,
  'npx convex run sync:backfill': PRODUCTION,
  'npx convex run sync:progress': PRODUCTION,
  'npx convex run sync:progress --watch': README,
  'npm run build': PRODUCTION,
  'node --env-file=.env.local .output/server/index.mjs': PRODUCTION,
  'curl --fail http://127.0.0.1:3000/health/ready': PRODUCTION,
  'npm run doctor -- --email you@example.com': PRODUCTION,

  'npm run setup -- --workos-url https://auth.example.com': README,
  'npm run setup -- --app-url https://app.example.com': elsewhere('test/integration/cli/steps.test.ts'),
  'npm run setup -- --jwt-template minimal': elsewhere('test/integration/cli/jwtTemplate.test.ts'),
  'npm run setup -- --convex self-hosted --convex-url https://convex.example.com --app-url https://app.example.com': SETUP,

  'npx convex deploy --cmd \'npm run build\'': impossible('a platform builds with it; both halves are in test/integration/docs/production.test.ts'),
  'docker compose --env-file .env.local up --build --detach --wait': NO_DOCKER,
  'docker compose --env-file .env.local exec convex ./generate_admin_key.sh': NO_DOCKER,
  'npx convex env set WORKOS_JWKS_URL http://app:3000/.well-known/jwks.json': PRODUCTION,

  'npm pkg set dependencies.nuxt=4.5.2': NUXT_4,
  'npm install': elsewhere('.ci/run'),
  'npm run typecheck': elsewhere('.ci/run'),

  'npm run bench': BENCH,
  'npm run bench -- --only page': BENCH,
  'npm run --silent bench -- --json': BENCH,

  'curl -X POST localhost:4100/_emulate/steps -H \'content-type: application/json\' -d \'{"email":"new@example.com","steps":["mfa_enrollment"]}\'': EMULATOR,
  'curl -X POST localhost:4100/_emulate/hooks -H \'content-type: application/json\' -d \'{"method":"POST","path":"/user_management/authenticate","status":500,"count":1}\'': EMULATOR,
  'curl -X POST localhost:4100/_emulate/clock -H \'content-type: application/json\' -d \'{"advanceSeconds":600}\'': EMULATOR,
  'CONVEX_SELF_HOSTED_URL=http://127.0.0.1:3210 CONVEX_SELF_HOSTED_ADMIN_KEY=\'emulator|0123456789abcdef0123456789abcdef\' npx convex run sync:backfill': README,

  'npx tsx examples/native/main.ts --email ada@example.com': elsewhere('test/app/nativeExample.test.ts'),
  'npx tsx examples/native/main.ts --provider google': elsewhere('test/app/nativeExample.test.ts'),
  'npx create-expo-app tasks && cd tasks': NO_EXPO,
  'npx expo install expo-crypto expo-secure-store expo-web-browser': NO_EXPO,
  'npm install convex': NO_EXPO,
  'cp -r ../nuxt-workos-convex/native .': elsewhere('test/unit/native/types.test.ts'),
  'cp -r ../nuxt-workos-convex/convex .': elsewhere('test/unit/native/types.test.ts'),
  'cp -r ../nuxt-workos-convex/common .': elsewhere('test/unit/native/types.test.ts'),

  'node --env-file=.env.local --import tsx scripts/importUsers.ts users.jsonl > ids.tsv': README,
  'npx convex import --table tasks tasks.jsonl': impossible('the Convex emulator imports nothing: emulators/convex/SUPPORTED.md'),
}

const commands = new Set(readPages().flatMap(commandsOf))
const proofs = Object.entries(PROOFS)
let workosUrl: string
let emulator: Awaited<ReturnType<typeof createWorkosEmulator>>

beforeAll(async () => {
  emulator = await createWorkosEmulator({ port: 0 })
  workosUrl = emulator.url
})
afterAll(async () => await emulator.close())

describe('the commands of the documentation', () => {
  it('are all accounted for', () => {
    expect([...commands].filter(command => !(command in PROOFS))).toEqual([])
  })

  it('are all still there', () => {
    expect(Object.keys(PROOFS).filter(command => !commands.has(command))).toEqual([])
  })

  it.each(proofs.flatMap(([command, proof]) => proof.kind === 'run' ? [{ command, proof }] : []))('work: $command', async ({ command, proof }) => {
    await proof.run(command)
  })

  it.each([...new Set(proofs.flatMap(([, proof]) => proof.kind === 'elsewhere' ? proof.test : []))])('are run by %s, which exists', (test) => {
    expect(existsSync(join(ROOT, test))).toBe(true)
  })

  it.each(proofs.flatMap(([command, proof]) => proof.kind === 'impossible' ? [{ command, why: proof.why }] : []))('cannot be run here: $command', ({ why }) => {
    for (const [path] of why.matchAll(/\b(?:test|emulators)\/[\w./-]+\b/g)) expect(existsSync(join(ROOT, path)), path).toBe(true)
  })

  it('name only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
    const named = readPages().flatMap(({ text }) => [...text.matchAll(/\bnpm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name]) => name))
    expect(named.filter(name => !Object.hasOwn(scripts, name ?? ''))).toEqual([])
  })
})
