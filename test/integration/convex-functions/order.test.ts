import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { tablesOf } from './support/expectedTables'
import { startFunctions } from './support/functions'
import { domain, EPOCH, event, invitation, membership, organization, role, user, type TestEvent } from './support/objects'
import { readTables, rows } from './support/tables'
import { deliver, useSecret } from './support/webhooks'
import { happening, shuffled, worldOf, type World } from './support/world'

beforeEach(() => useSecret())

async function after(events: TestEvent[]) {
  const functions = startFunctions()
  await deliver(functions, ...events)
  return {
    tables: await readTables(functions),
    endedSessions: (await rows(functions, 'endedSessions')).map(({ workosSessionId }) => workosSessionId).sort(),
    processed: (await rows(functions, 'processedEvents')).map(({ eventId }) => eventId).sort(),
  }
}

async function expectSameTables(world: World, delivered: TestEvent[]): Promise<void> {
  const [late, inOrder] = [await after(delivered), await after(world.events)]
  expect(late).toEqual(inOrder)
  expect(late.tables).toEqual(tablesOf(world))
  expect(late.endedSessions).toEqual([...world.endedSessions].sort())
}

// What fails is reported with the seed and the path that repeat it: fc.assert(…, { seed, path }).
describe('events in any order, repeated and late, give the same tables as in order', () => {
  it('in many short histories', async () => {
    await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 80 }), fc.nat(), async (happenings, seed) => {
      const world = worldOf(happenings)
      await expectSameTables(world, shuffled(world.events, seed))
    }), { numRuns: 100 })
  }, 120_000)

  it('in histories of 1,000 events', async () => {
    await fc.assert(fc.asyncProperty(fc.array(happening, { minLength: 2_500, maxLength: 2_500 }), fc.nat(), async (happenings, seed) => {
      const world = worldOf(happenings, 1_000)
      expect(world.events.length).toBeGreaterThanOrEqual(1_000)
      await expectSameTables(world, shuffled(world.events, seed))
      // To find the shortest history that fails would take hours. The seed says which one it was.
    }), { numRuns: 3, endOnFailure: true, verbose: 0 })
  }, 240_000)
})

/** Both orders of two events after some others; the tables must not tell them apart. */
async function inBothOrders(before: TestEvent[], first: TestEvent, second: TestEvent) {
  const [one, other] = [await after([...before, first, second]), await after([...before, second, first])]
  expect(other).toEqual(one)
  return one.tables
}

describe('of two changes', () => {
  const later = EPOCH + 1000

  it('the later one stays', async () => {
    const { users } = await inBothOrders([], event('user.created', user('user_1')), event('user.updated', user('user_1', { firstName: 'New', updatedAt: later }), later))
    expect(users).toMatchObject([{ firstName: 'New' }])
  })

  it('in the same millisecond, that of the later event stays', async () => {
    const first = event('user.updated', user('user_1', { firstName: 'First', updatedAt: later }), later)
    const second = event('user.updated', user('user_1', { firstName: 'Second', updatedAt: later }), later + 1)
    expect((await inBothOrders([], first, second)).users).toMatchObject([{ firstName: 'Second' }])
  })

  it('told in the same millisecond, that of the greater event id stays', async () => {
    const first = event('user.updated', user('user_1', { firstName: 'First', updatedAt: later }), later)
    const second = event('user.updated', user('user_1', { firstName: 'Second', updatedAt: later }), later)
    expect((await inBothOrders([], first, second)).users).toMatchObject([{ firstName: 'Second' }])
  })

  it('of which only the last shows, those between are not forgotten', async () => {
    const told = ['A', 'B', 'A'].map(firstName => event('user.updated', user('user_1', { firstName, updatedAt: later }), later))
    const [first, second, third] = told as [TestEvent, TestEvent, TestEvent]
    expect((await after([first, third, second])).tables.users).toMatchObject([{ firstName: 'A' }])
  })
})

describe('what is gone', () => {
  const later = EPOCH + 1000

  it('stays gone', async () => {
    const { users } = await inBothOrders([], event('user.created', user('user_1')), event('user.deleted', user('user_1'), later))
    expect(users).toEqual([])
  })

  it('stays gone, whatever is told of it later', async () => {
    const { users } = await inBothOrders([], event('user.deleted', { id: 'user_1' }, later), event('user.updated', user('user_1', { updatedAt: later + 5 }), later + 5))
    expect(users).toEqual([])
  })

  it('takes what belonged to it along, told in any order', async () => {
    const parts = [
      event('organization_membership.created', membership('om_1', { user: 'user_1', of: 'org_1' })),
      event('organization_domain.created', domain('org_domain_1', { of: 'org_1' })),
      event('organization_role.created', role('own', { of: 'org_1' })),
      event('invitation.created', invitation('invitation_1', { of: 'org_1' })),
    ]
    const gone = event('organization.deleted', organization('org_1'), later)
    const empty = { users: [], organizations: [], organizationDomains: [], memberships: [], invitations: [], roles: [] }
    expect((await after([...parts, gone])).tables).toEqual(empty)
    expect((await after([gone, ...parts])).tables).toEqual(empty)
  })

  it('takes a long list of members along', async () => {
    const functions = startFunctions()
    const members = Array.from({ length: 250 }, (_, index) => event('organization_membership.created', membership(`om_${index}`, { user: `user_${index}`, of: 'org_1' })))
    await deliver(functions, event('organization.created', organization('org_1')), ...members, event('organization.deleted', organization('org_1'), later))
    await expect.poll(async () => (await rows(functions, 'memberships')).length).toBe(0)
  })

  it('may be made again where names are, as slugs of roles are', async () => {
    const gone = event('role.deleted', role('editor'), later)
    const again = event('role.created', role('editor', { name: 'Editor again', createdAt: later + 1 }), later + 1)
    expect((await inBothOrders([event('role.created', role('editor'))], gone, again)).roles).toMatchObject([{ name: 'Editor again' }])
    expect((await inBothOrders([gone], event('role.created', role('editor')), again)).roles).toMatchObject([{ name: 'Editor again' }])
  })
})

it('a membership may come before its user and its organization', async () => {
  const functions = startFunctions()
  await deliver(functions, event('organization_membership.created', membership('om_1', { user: 'user_1', of: 'org_1' })))
  expect(await rows(functions, 'memberships')).toMatchObject([{ workosUserId: 'user_1', workosOrganizationId: 'org_1' }])
})
