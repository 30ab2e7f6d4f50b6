import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ConvexHttpClient } from 'convex/browser'
import { makeFunctionReference } from 'convex/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { api } from './support/api'
import { convex, push } from './support/cli'
import { adminFetch, reset, setVariables } from './support/control'
import { useDeployment } from './support/deployment'
import { copyFixture } from './support/project'
import type { Project } from './support/project'

const deployment = useDeployment()

/** Functions that only these tests push. */
const extra = {
  one: makeFunctionReference<'query'>('extra:one'),
  find: makeFunctionReference<'query'>('extra:find'),
  shelve: makeFunctionReference<'mutation'>('extra:shelve'),
  shelf: makeFunctionReference<'query'>('extra:shelf'),
}
let project: Project
let client: ConvexHttpClient

beforeEach(async () => {
  project = await copyFixture()
  client = new ConvexHttpClient(deployment.emulator.url, { logger: false })
  await reset(deployment.emulator)
})
afterEach(() => project.remove())

describe('convex codegen', () => {
  it('writes typed bindings and pushes nothing', async () => {
    await project.write('convex/extra.ts', 'import { queryGeneric } from \'convex/server\'\nexport const one = queryGeneric({ args: {}, handler: async () => 1 })\n')
    const { code, stderr } = await convex(deployment.emulator, project.directory, 'codegen', '--typecheck', 'disable')
    expect(stderr).not.toContain('✖')
    expect(code).toBe(0)
    expect((await readdir(join(project.directory, 'convex/_generated'))).sort()).toEqual(['api.d.ts', 'api.js', 'dataModel.d.ts', 'server.d.ts', 'server.js'])
    expect(await project.read('convex/_generated/api.d.ts')).toContain('extra: typeof extra')
    expect(await project.read('convex/_generated/dataModel.d.ts')).toContain('DataModelFromSchemaDefinition<typeof schema>')
    await expect(client.query(extra.one, {})).rejects.toThrow('Could not find public function')
  })
})

describe('convex dev --once', () => {
  // Each test starts from the fixture, whatever the one before has pushed.
  beforeEach(() => push(deployment.emulator, project.directory))

  it('writes the URLs to .env.local and tells of new indexes', async () => {
    await project.edit('convex/schema.ts', 'notes: defineTable({ text: v.string() })', 'notes: defineTable({ text: v.string() }).index(\'by_text\', [\'text\'])')
    const { stderr } = await push(deployment.emulator, project.directory)
    expect(stderr).toContain('[+] notes.by_text')
    const env = await project.read('.env.local')
    expect(env).toContain(`CONVEX_URL=${deployment.emulator.url}`)
    expect(env).toContain(`CONVEX_SITE_URL=${deployment.emulator.siteUrl}`)
  })

  it('keeps the documents when functions, files and tables are added and removed', async () => {
    const id = await client.mutation(api.tasks.add, { text: 'kept' })
    await project.write('convex/extra.ts', `import { queryGeneric, mutationGeneric } from 'convex/server'
export const find = queryGeneric({ handler: async (ctx, { id }: { id: string }) => await ctx.db.get(id as never) })
export const shelve = mutationGeneric({ handler: async (ctx) => await ctx.db.insert('books', { title: 'new' }) })
export const shelf = queryGeneric({ handler: async (ctx) => (await ctx.db.query('books').withIndex('by_title', q => q.eq('title', 'new')).collect()).length })
`)
    await project.edit('convex/schema.ts', '  notes:', '  books: defineTable({ title: v.string() }).index(\'by_title\', [\'title\']),\n  notes:')
    await push(deployment.emulator, project.directory)
    expect(await client.query(extra.find, { id })).toMatchObject({ _id: id, text: 'kept' })
    await client.mutation(extra.shelve, {})
    expect(await client.query(extra.shelf, {})).toBe(1)
    expect(await client.query(api.tasks.list, {})).toEqual(['kept'])
  })

  it('refuses a schema that stored documents do not match, and the old code stays', async () => {
    await client.mutation(api.tasks.add, { text: 'kept' })
    await project.edit('convex/schema.ts', 'tasks: defineTable({ text: v.string()', 'tasks: defineTable({ text: v.string(), due: v.number()')
    const { code, stderr } = await convex(deployment.emulator, project.directory, 'dev', '--once', '--typecheck', 'disable')
    expect(code).toBe(1)
    expect(stderr).toContain('Schema validation failed')
    expect(stderr).toMatch(/Document with ID "\d+tasks" in table "tasks" does not match the schema: Object is missing the required field `due`/)
    expect(await client.query(api.tasks.list, {})).toEqual(['kept'])
    await client.mutation(api.tasks.add, { text: 'still possible' })
  })

  it('keeps functions that were scheduled before', async () => {
    await setVariables(deployment.emulator, { FIXTURE: null })
    await client.mutation(api.tasks.addWhenAllowed, { text: 'later' })
    await project.edit('convex/tasks.ts', '\'allowed\') await ctx.db.insert(\'tasks\', { text })', '\'allowed\') await ctx.db.insert(\'tasks\', { text: `${text} by new code` })')
    await push(deployment.emulator, project.directory)
    await setVariables(deployment.emulator, { FIXTURE: 'allowed' })
    await expect.poll(() => client.query(api.tasks.list, {}), { timeout: 5_000 }).toEqual(['later by new code'])
  })

  it('says which module cannot be loaded', async () => {
    await project.write('convex/broken.ts', 'import { queryGeneric } from \'convex/server\'\nexport const q = queryGeneric({ handler: async () => 1 })\nthrow new Error(\'at import\')\n')
    const { code, stderr } = await convex(deployment.emulator, project.directory, 'dev', '--once', '--typecheck', 'disable')
    expect(code).toBe(1)
    expect(stderr).toContain('Failed to analyze broken.js: Uncaught Error: at import')
    expect(await client.query(api.tasks.list, {})).toEqual([])
  })

  it('warns of cron jobs', async () => {
    await project.write('convex/crons.ts', `import { cronJobs } from 'convex/server'
const crons = cronJobs()
crons.interval('sweep the floor', { hours: 1 }, 'tasks:addInternally' as never, { text: 'x' } as never)
export default crons
`)
    await push(deployment.emulator, project.directory)
    expect(deployment.emulator.output()).toContain('Cron jobs do not run in the emulator: sweep the floor')
  })
})

describe('auth.config.ts', () => {
  async function pushAuthConfig(source: string): Promise<{ code: number | null, stderr: string }> {
    await project.write('convex/auth.config.ts', source)
    return convex(deployment.emulator, project.directory, 'dev', '--once', '--typecheck', 'disable')
  }

  it.each([
    ['read plainly', 'process.env.UNSET'],
    ['read with a default', 'process.env.UNSET ?? \'fallback\''],
    ['destructured with a default', '(({ UNSET = \'fallback\' }) => UNSET)(process.env)'],
  ])('fails the push when an unset variable is %s', async (_name, expression) => {
    const { code, stderr } = await pushAuthConfig(`const value = ${expression}\nexport default { providers: [], value }\n`)
    expect(code).toBe(1)
    expect(stderr).toContain('Environment variable UNSET is used in auth config file but its value was not set.')
  })

  it('can make a variable optional with try and catch only', async () => {
    await setVariables(deployment.emulator, { PROVIDERS: 'set' })
    const { code } = await pushAuthConfig(`
      function optional(read: () => string | undefined) { try { return read() } catch { return 'unset' } }
      const seen = [optional(() => process.env.UNSET), process.env.PROVIDERS, 'PROVIDERS' in process.env, Object.keys(process.env).length]
      const issuer = 'https://' + encodeURIComponent(seen.join('_')) + '.example.com'
      export default { providers: [{ type: 'customJwt', issuer, jwks: 'data:,{}', algorithm: 'RS256' }] }
    `)
    expect(code).toBe(0)
    const response = await fetch(`${deployment.emulator.url}/api/query`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Authorization': `Bearer e30.${Buffer.from('{"iss":"x"}').toString('base64url')}.x` },
      body: JSON.stringify({ path: 'tasks:list', args: {} }),
    })
    expect(((await response.json()) as { message: string }).message).toContain('[CustomJWT(issuer=https://unset_set_false_0.example.com, app_id=none)]')
  })

  it('knows the deployment\'s own URLs', async () => {
    const { code } = await pushAuthConfig('export default { providers: [{ domain: process.env.CONVEX_SITE_URL!, applicationID: \'convex\' }] }\n')
    expect(code).toBe(0)
  })

  it.each([
    ['{ providers: [{ type: \'customJwt\', issuer: \'https://api.workos.com/\', jwks: \'data:,{}\', algorithm: \'RS256\' }] }', 'This auth configuration appears potentially insecure: Provider at index 0 has an issuer that is shared among many applications'],
    ['null', 'auth config file is missing default export.'],
    ['{ providers: [{ domain: String(Date.now()), applicationID: \'x\' }] }', 'Date unsupported when evaluating auth config file'],
    ['{ providers: [{ domain: String(Math.random()), applicationID: \'x\' }] }', 'Math.random unsupported when evaluating auth config file'],
  ])('is refused as %s', async (config, message) => {
    const { code, stderr } = await pushAuthConfig(`export default ${config} as object\n`)
    expect(code).toBe(1)
    expect(stderr).toContain('InvalidAuthConfig: The pushed auth config is invalid: ')
    expect(stderr).toContain(message)
  })
})

describe('push endpoints', () => {
  it('need the admin key', async () => {
    const response = await adminFetch(deployment.emulator, '/api/get_config_hashes', { adminKey: 'emulator|wrong', version: '1.48.0' })
    expect(response.status).toBe(401)
  })

  it('report hashes, so that unchanged modules are not sent again', async () => {
    const response = await adminFetch(deployment.emulator, '/api/get_config_hashes', { adminKey: deployment.emulator.adminKey, version: '1.48.0' })
    const { moduleHashes } = await response.json() as { moduleHashes: { path: string, hash: string }[] }
    expect(moduleHashes.map(({ path }) => path)).toContain('tasks.js')
    expect(moduleHashes.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true)
  })
})

describe('convex run', () => {
  it('runs internal functions, and as a user', async () => {
    const internal = await convex(deployment.emulator, project.directory, 'run', 'tasks:count')
    expect(internal).toMatchObject({ code: 0, stdout: '0\n' })
    const asUser = await convex(deployment.emulator, project.directory, 'run', 'session:subject', '{}', '--identity', '{subject: "me"}')
    expect(asUser.stdout).toBe('"me"\n')
  })

  it('lists what there is when the function is missing', async () => {
    const { code, stderr } = await convex(deployment.emulator, project.directory, 'run', 'tasks:nope')
    expect(code).toBe(1)
    expect(stderr).toContain('Could not find function for \'tasks:nope\'')
    expect(stderr).toContain('tasks:')
  })
})
