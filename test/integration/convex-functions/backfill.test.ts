import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { internal } from '../../../convex/_generated/api'
import { hooks } from '../../../convex/hooks'
import { backfill, untilEnded } from './support/backfill'
import { startFunctions, type Functions } from './support/functions'
import { passTime } from './support/passTime'
import { readTables, rows } from './support/tables'
import { SEED, useWorkos } from './support/workos'
import { readWorkos } from './support/workosTables'

const workos = useWorkos()
let functions: Functions
beforeEach(() => {
  functions = startFunctions()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  delete hooks.onUserCreated
  vi.restoreAllMocks()
})

const fault = (path: string, more: object) => workos.send('POST', '/_emulate/hooks', { method: 'GET', path, count: 1, ...more })
const expectInStep = async () => expect(await readTables(functions)).toEqual(await readWorkos(workos))
const readPaths = async () => (await workos.requests()).filter(({ path }) => !path.startsWith('/_emulate')).map(({ path }) => path)

describe('a backfill', () => {
  it('writes all that WorkOS has', async () => {
    for (let index = 0; index < 250; index++) await workos.create('/user_management/users', { email: `person-${index}@example.com` })
    await workos.create('/user_management/invitations', { email: 'new@acme.com', organization_id: SEED.acme })
    await workos.create('/user_management/invitations', { email: 'new@example.com' })
    await workos.create(`/authorization/organizations/${SEED.acme}/roles`, { slug: 'org-auditor', name: 'Auditor' })
    const done = await backfill(functions)
    expect(done).toMatchObject({ state: 'done', problem: null, counts: { removed: 0, failed: 0 } })
    expect(done.counts.listed).toBeGreaterThan(260)
    await expectInStep()
  }, 60_000)

  it('leaves rows alone that are right', async () => {
    await backfill(functions)
    const before = await rows(functions, 'users')
    expect((await backfill(functions)).counts).toMatchObject({ removed: 0, failed: 0 })
    expect(await rows(functions, 'users')).toEqual(before)
  })

  it('runs once at a time', async () => {
    await Promise.all([functions.mutation(internal.sync.backfill, {}), functions.mutation(internal.sync.backfill, {})])
    await functions.mutation(internal.sync.resume, {})
    await untilEnded(functions)
    expect(await functions.run(async ({ db }) => (await db.query('syncRuns').collect()).length)).toBe(1)
    expect((await readPaths()).filter(path => path === '/organizations')).toHaveLength(1)
  })
})

describe('a reconciliation', () => {
  it('adds, changes and removes what webhooks did not tell', async () => {
    const role = await workos.create(`/authorization/organizations/${SEED.acme}/roles`, { slug: 'org-auditor', name: 'Auditor' })
    await workos.create(`/authorization/roles`, { slug: 'editor', name: 'Editor' })
    const gone = await workos.create('/user_management/users', { email: 'gone@example.com' })
    await workos.create('/user_management/organization_memberships', { user_id: gone.id, organization_id: SEED.acme })
    const closed = await workos.create('/organizations', { name: 'Closed', domain_data: [{ domain: 'closed.example', state: 'verified' }] })
    await workos.create('/user_management/organization_memberships', { user_id: SEED.ada, organization_id: closed.id })
    await workos.create('/user_management/invitations', { email: 'a@closed.example', organization_id: closed.id })
    const moved = await workos.create('/organizations', { name: 'Moved', domain_data: [{ domain: 'old.example', state: 'verified' }] })
    await backfill(functions)

    await workos.send('DELETE', `/user_management/users/${gone.id}`)
    await workos.send('DELETE', `/organizations/${closed.id}`)
    await workos.send('DELETE', `/authorization/organizations/${SEED.acme}/roles/${role.slug}`)
    await workos.send('PUT', '/authorization/roles/editor/permissions', { permissions: ['tasks:write'] })
    await workos.send('PUT', `/organizations/${moved.id}`, { name: 'Moved', domain_data: [{ domain: 'new.example', state: 'verified' }] })
    await workos.send('PUT', `/user_management/users/${SEED.ada}`, { first_name: 'Augusta' })
    const [membership] = await workos.list('/user_management/organization_memberships', { user_id: SEED.linus })
    await workos.send('PUT', `/user_management/organization_memberships/${membership!.id}/deactivate`)
    await workos.create('/user_management/users', { email: 'late@example.com' })
    // Nothing but the lists may tell: what is repeated from before is known already.
    const told = await workos.list('/events')
    await functions.run(async ({ db }) => {
      for (const { id } of told) await db.insert('processedEvents', { eventId: id, name: '' })
    })

    const done = await backfill(functions)
    expect(done.counts).toMatchObject({ failed: 0 })
    expect(done.counts.removed).toBeGreaterThan(0)
    await expectInStep()
  })

  it('applies what happened after a list was read', async () => {
    await fault('/authorization/roles', { delayMs: 500 })
    await functions.mutation(internal.sync.backfill, {})
    await expect.poll(async () => (await functions.query(internal.sync.progress, {}))?.phase, { interval: 20 }).toBe('roles')
    await workos.send('PUT', `/user_management/users/${SEED.ada}`, { first_name: 'Augusta' })
    await workos.send('DELETE', `/user_management/users/${SEED.linus}`)
    await untilEnded(functions)
    await expectInStep()
  })

  it('keeps rows that are not where the order of a list says', async () => {
    await backfill(functions)
    // Both were created in the same millisecond as others in the seed; now they seem to be from another time.
    await functions.run(async ({ db }) => {
      for (const [index, user] of (await db.query('users').collect()).entries()) await db.patch(user._id, { workosCreatedAt: index * 1000 })
    })
    expect((await backfill(functions)).counts.removed).toBe(0)
    await expectInStep()
  })

  it('does not touch what WorkOS does not list', async () => {
    await backfill(functions)
    const before = await rows(functions, 'roles')
    await fault('/authorization/roles', { status: 404 })
    expect(await backfill(functions)).toMatchObject({ state: 'done', counts: { removed: 0 } })
    expect(await rows(functions, 'roles')).toEqual(before)
  })
})

describe('WorkOS', () => {
  it('is asked no more than twenty times a second', async () => {
    for (let index = 0; index < 15; index++) await workos.create('/organizations', { name: `Organization ${index}` })
    const before = Date.now()
    await backfill(functions)
    const times = (await workos.requests()).filter(({ at, path }) => Date.parse(at) >= before && !path.startsWith('/_emulate')).map(({ at }) => Date.parse(at))
    expect(times.length).toBeGreaterThan(35)
    for (const [index, time] of times.entries()) {
      const twentyLater = times[index + 20]
      if (twentyLater !== undefined) expect(twentyLater - time).toBeGreaterThan(900)
    }
  })

  it('is left alone for as long as it says', async () => {
    await fault('/user_management/users', { status: 429, headers: { 'retry-after': '2' } })
    expect(await backfill(functions)).toMatchObject({ state: 'done' })
    const asked = (await workos.requests()).filter(({ path }) => path === '/user_management/users')
    expect(asked.map(({ status }) => status)).toEqual([429, 200])
    expect(Date.parse(asked[1]!.at) - Date.parse(asked[0]!.at)).toBeGreaterThanOrEqual(1_950)
    await expectInStep()
  })

  it('is asked again after an outage', async () => {
    await fault('/organizations', { status: 503, count: 2 })
    await fault('/user_management/users', { drop: true })
    expect(await backfill(functions)).toMatchObject({ state: 'done', problem: null })
    await expectInStep()
  })
})

describe('a run that stops', () => {
  it('says why, and goes on where it was', async () => {
    await fault('/user_management/invitations', { status: 401 })
    const failed = await backfill(functions)
    expect(failed).toMatchObject({ state: 'failed', phase: 'invitations', problem: 'WorkOS answered 401 to /user_management/invitations' })
    const before = (await readPaths()).length
    expect(await backfill(functions)).toMatchObject({ state: 'done', problem: null, startedAt: failed.startedAt })
    expect((await readPaths()).slice(before)).toEqual(['/user_management/invitations', '/authorization/roles', '/events'])
    await expectInStep()
  })

  it('because it was interrupted is resumed, and its late step does nothing', async () => {
    await fault('/user_management/users', { delayMs: 300 })
    await functions.mutation(internal.sync.backfill, {})
    await expect.poll(async () => (await functions.query(internal.sync.progress, {}))?.phase, { interval: 20 }).toBe('users')
    await functions.run(async ({ db }) => {
      const run = await db.query('syncRuns').first()
      await db.patch(run!._id, { touchedAt: Date.now() - 6 * 60_000 })
    })
    await functions.mutation(internal.sync.resume, {})
    expect(await untilEnded(functions)).toMatchObject({ state: 'done', counts: { failed: 0 } })
    await expectInStep()
    const count = (await rows(functions, 'users')).length
    expect(new Set((await rows(functions, 'users')).map(({ workosUserId }) => workosUserId)).size).toBe(count)
  })

  it('does not stop at what a hook refuses', async () => {
    hooks.onUserCreated = async (_, user) => {
      if (user.email === 'ada@example.com') throw new Error('Not her')
    }
    expect(await backfill(functions)).toMatchObject({ state: 'done', counts: { failed: 1 } })
    const emails = (await rows(functions, 'users')).map(({ email }) => email)
    expect(emails).not.toContain('ada@example.com')
    expect(emails).toContain('grace@acme.com')
    delete hooks.onUserCreated
    await backfill(functions)
    await expectInStep()
  })
})

it('a wrong API key does not bury people for good', async () => {
  await backfill(functions)
  const before = await readTables(functions)
  await fault('/user_management/users', { status: 200, body: { object: 'list', data: [], list_metadata: { before: null, after: null } } })
  for (const { workosUserId } of await rows(functions, 'users')) await fault(`/user_management/users/${workosUserId}`, { status: 404 })
  await backfill(functions)
  expect(await rows(functions, 'users')).toEqual([])
  // Within a minute, a list might be from before the deletion.
  await backfill(functions)
  expect(await rows(functions, 'users')).toEqual([])
  passTime(61_000)
  await backfill(functions)
  expect(await readTables(functions)).toEqual(before)
})

it('old bookkeeping is forgotten, a part at a time', async () => {
  await functions.run(async ({ db }) => {
    for (let index = 0; index < 600; index++) await db.insert('processedEvents', { eventId: `event_${index}`, name: 'user.created' })
    await db.insert('endedSessions', { workosSessionId: 'session_1', endedAt: 0 })
  })
  await functions.mutation(internal.sync.forget, {})
  expect(await rows(functions, 'processedEvents')).toHaveLength(600)
  passTime(3 * 24 * 3600_000)
  await functions.mutation(internal.sync.forget, {})
  expect(await rows(functions, 'endedSessions')).toEqual([])
  expect(await rows(functions, 'processedEvents')).toHaveLength(600)
  passTime(5 * 24 * 3600_000)
  await functions.mutation(internal.sync.forget, {})
  await expect.poll(async () => (await rows(functions, 'processedEvents')).length).toBe(0)
})
