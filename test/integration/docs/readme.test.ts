import { ConvexHttpClient } from 'convex/browser'
import { makeFunctionReference } from 'convex/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRandomPorts } from '../../../cli/lib/portProbe'
import { CONVEX_EMULATOR } from '../../../emulators/defaults'
import { createClone, type Clone, type Running } from '../../support/docs/clone'
import { commandsOf } from '../../support/docs/commands'
import { readPages } from '../../support/docs/pages'
import { LAID_IN_LAYER, LAID_SAMPLES } from '../../support/docs/sampleRuns'
import { readCode } from '../../support/inbox'
import type { StackUrls } from '../../support/stack'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../../support/visitor'
import { startServices, type Services } from '../cli/services'

const pages = readPages()
const blocks = pages.flatMap(page => page.blocks)

let clone: Clone
let services: Services
let ports: Record<'PORT' | 'WORKOS_EMULATOR_PORT' | 'CONVEX_EMULATOR_PORT', string>
let urls: StackUrls
let running: Running | undefined

beforeAll(async () => {
  clone = createClone()
  const [app, workos, convex] = await Promise.all([findRandomPorts(1), findRandomPorts(1), findRandomPorts(2)])
  ports = { PORT: String(app), WORKOS_EMULATOR_PORT: String(workos), CONVEX_EMULATOR_PORT: String(convex) }
  urls = { url: `http://localhost:${app}`, workosUrl: `http://localhost:${workos}`, convexUrl: `http://127.0.0.1:${convex}` }
  services = await startServices(urls.url)
})
afterAll(async () => {
  await clone.remove()
  await services.stop()
})

function sample(file: string): string {
  const block = blocks.find(candidate => candidate.file === file)
  if (!block) throw new Error(`No page has a sample of ${file}.`)
  return block.code
}

async function htmlOf(visitor: Visitor, path: string): Promise<string> {
  return await (await visitor.request(path)).text()
}

async function callAs(visitor: Visitor, name: string, args: Record<string, string>): Promise<unknown> {
  const { token } = await (await visitor.postJson('/api/auth/token', {})).json() as { token: string }
  const convex = new ConvexHttpClient(urls.convexUrl, { auth: token, logger: false })
  return await convex.mutation(makeFunctionReference<'mutation'>(name), args)
}

/** What the README tells to type, and what is then there. In order: each step finds what the last one left. */
describe('README.md', { timeout: 400_000 }, () => {
  it('has these commands', () => {
    expect(commandsOf(pages[0] ?? { blocks: [] })).toEqual(['npm install && npm run dev', 'npm test', 'npm run setup', 'npm run dev', 'npm run doctor'])
  })

  it('npm install && npm run dev', async () => {
    for (const file of LAID_SAMPLES) clone.write(file, sample(file))
    for (const file of LAID_IN_LAYER) clone.write(`apps/own/${file}`, sample(file))
    await clone.install()
    // The option is docs/layer.md's.
    running = await clone.start('npm run dev -- --with apps/own', /Ctrl-C stops everything/, { env: ports })
    expect(running.said()).toContain(urls.url)
    const visitor = await createSignedInVisitor(urls, newAddress())
    expect(await htmlOf(visitor, '/tasks')).toContain('Tasks</h1>')
  })

  describe('and what the pages tell to add:', () => {
    it('a page with its own query (README.md), and a hook (docs/syncing.md)', async () => {
      const email = newAddress()
      const visitor = await createSignedInVisitor(urls, email)
      expect((await visitor.postJson('/api/tasks', { text: 'Read on' })).status).toBe(200)
      const html = await htmlOf(visitor, '/open')
      expect(html).toContain(`Still to do, ${email}`)
      expect(html).toContain('Read on')
      expect(html).toContain('Look around')
      expect((await createVisitor(urls.url).request('/open')).headers.get('location')).toContain('/login')
    })

    it('functions, routes and pages for some only (docs/protecting.md)', async () => {
      const [ada, grace, linus] = await Promise.all(['ada@example.com', 'grace@acme.com', 'linus@acme.com'].map(async email => await createSignedInVisitor(urls, email)))
      if (!ada || !grace || !linus) throw new Error('nobody has signed in')
      await callAs(ada, 'notes:add', { text: 'From a function' })
      expect(await htmlOf(ada, '/tasks')).toContain('From a function')
      await callAs(grace, 'announcements:post', { text: 'To all of Acme' })
      expect(await htmlOf(linus, '/tasks')).toContain('To all of Acme')
      await expect(callAs(linus, 'announcements:post', { text: 'No' })).rejects.toMatchObject({ data: { code: 'forbidden', permission: 'members:manage' } })
      await expect(callAs(ada, 'announcements:post', { text: 'No' })).rejects.toMatchObject({ data: { code: 'no_organization' } })

      expect(await (await ada.request('/api/summary')).json()).toEqual({ email: 'ada@example.com', tasks: expect.any(Number) })
      expect((await createVisitor(urls.url).request('/api/summary')).status).toBe(401)
      expect(await (await grace.request('/api/billing')).json()).toEqual({ organizationId: expect.stringMatching(/^org_/) })
      expect((await linus.request('/api/billing')).status).toBe(403)

      expect(await htmlOf(grace, '/team')).toContain('>Invite somebody</a>')
      expect(await htmlOf(linus, '/team')).not.toContain('>Invite somebody</a>')
      expect((await ada.request('/team')).status).toBe(403)
    })

    it('pages with queries (docs/server-rendering.md)', async () => {
      const visitor = await createSignedInVisitor(urls, newAddress())
      for (const text of ['First', 'Second']) await visitor.postJson('/api/tasks', { text })
      const summary = await htmlOf(visitor, '/summary')
      expect(summary).toMatch(/Summary \(\w+\)/)
      for (const html of [summary, await htmlOf(visitor, '/pager')]) expect(html).toMatch(/Second[\s\S]*First/)
    })

    it('a route that mails (docs/mails.md), where WorkOS sends the mails', async () => {
      const visitor = await createSignedInVisitor(urls, newAddress())
      expect(await (await visitor.postJson('/api/invite-me', {})).json()).toEqual({ sent: false })
    })

    it('an application that extends this one (docs/layer.md)', async () => {
      const [, url = ''] = /^\s*own\s+(http:\S+)/im.exec(running?.said() ?? '') ?? []
      expect(url).toMatch(/^http:\/\/localhost:\d+$/)
      const grace = await createSignedInVisitor({ ...urls, url }, 'grace@acme.com')
      expect(await (await grace.request('/api/whoami')).json()).toEqual({ email: 'grace@acme.com' })
      const page = await grace.request('/overview')
      expect(page.headers.get('content-security-policy')).toContain('frame-src https://www.youtube-nocookie.com')
      expect(await page.text()).toContain('Acme</h1>')
      const linus = await createSignedInVisitor({ ...urls, url }, 'linus@acme.com')
      expect((await linus.request('/overview')).status).toBe(403)
    })

    it('a program without cookies (docs/native.md)', async () => {
      const visitor = await createSignedInVisitor(urls, 'ada@example.com')
      await visitor.postJson('/api/tasks', { text: 'On the device, too' })
      const program = await clone.start('node --import tsx tasks.ts', /code: $/, { env: { APP_URL: urls.url, CONVEX_URL: urls.convexUrl } })
      program.type(await readCode(urls.workosUrl, 'ada@example.com'))
      await expect.poll(program.said, { timeout: 20_000 }).toContain('On the device, too')
      await program.stop()
    })

    it('a reconciliation by hand (docs/emulators.md)', async () => {
      const [command = ''] = commandsOf(pages.find(({ path }) => path === 'docs/emulators.md') ?? { blocks: [] }).filter(line => line.includes('sync:backfill'))
      expect(command).toContain(CONVEX_EMULATOR.adminKey)
      const here = command.replace('http://127.0.0.1:3210', urls.convexUrl)
      await clone.run(here)
      // As docs/syncing.md has it.
      const watching = await clone.start(here.replace('sync:backfill', 'sync:progress --watch'), /"state": "done"/)
      await watching.stop()
    })
  })

  it('npm run setup', async () => {
    await running?.stop()
    await clone.run(`npm run setup -- --app-url ${urls.url} ${services.options.map(option => `'${option}'`).join(' ')}`)
    expect(clone.read('.env.local')).toMatch(/^WORKOS_COOKIE_PASSWORD=.{32}/m)
  })

  it('npm run dev', async () => {
    running = await clone.start('npm run dev', /Ctrl-C stops everything/, { env: { PORT: ports.PORT } })
    const visitor = await createSignedInVisitor({ ...urls, workosUrl: services.workosUrl }, newAddress())
    expect(await htmlOf(visitor, '/open')).toContain('Look around')
  })

  it('npm run doctor', async () => {
    expect(await clone.run('npm run doctor', { env: { PORT: ports.PORT } })).toContain('Nothing is wrong.')
    await running?.stop()
  })

  it('and users are moved there as docs/migrating.md says', async () => {
    const [command = ''] = commandsOf(pages.find(({ path }) => path === 'docs/migrating.md') ?? { blocks: [] })
    const users = [{ id: '17', email: newAddress('mary'), emailVerified: true, firstName: 'Mary', lastName: 'Shelley' }, { id: '18', email: newAddress('percy'), emailVerified: false }]
    clone.write('users.jsonl', users.map(user => `${JSON.stringify(user)}\n`).join(''))
    await clone.run(command)
    const first = clone.read('ids.tsv')
    await clone.run(command)
    expect(clone.read('ids.tsv')).toBe(first)
    for (const [index, line] of first.trim().split('\n').entries()) {
      const [formerId, id] = line.split('\t')
      expect(await services.workos('GET', `/user_management/users/${id}`)).toMatchObject({ external_id: formerId, email: users[index]?.email, email_verified: users[index]?.emailVerified, first_name: users[index]?.firstName ?? null })
    }
    expect(await readCode(services.workosUrl, users[0]?.email ?? '', 0).catch(() => 'no mail')).toBe('no mail')
  })
})
