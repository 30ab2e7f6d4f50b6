import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api } from '../../../convex/_generated/api'
import { as, startFunctions, type Functions, type TokenClaims } from './support/functions'
import { passTime } from './support/passTime'
import { rows } from './support/tables'
import { SEED, useWorkos } from './support/workos'

const workos = useWorkos()
let functions: Functions
beforeEach(() => {
  functions = startFunctions()
})
afterEach(() => void vi.restoreAllMocks())

const grace: TokenClaims = { user: SEED.grace, organization: SEED.acme, role: 'admin', permissions: ['tasks:write'], issuedAt: Date.now() }
const ensure = (claims: TokenClaims) => as(functions, claims).action(api.users.ensure, {})
const reads = async () => (await workos.requests()).filter(({ path }) => !path.startsWith('/_emulate')).map(({ path }) => path)
const membershipOf = async (user: string) => (await workos.list('/user_management/organization_memberships', { user_id: user, statuses: 'active,inactive,pending' }))[0]!.id

describe('users:ensure', () => {
  it('makes the first page of a new member work before any webhook', async () => {
    await expect(as(functions, grace).query(api.tasks.list, {})).rejects.toMatchObject({ data: { code: 'user_not_stored' } })
    await ensure(grace)
    expect(await as(functions, grace).query(api.users.current, {})).toMatchObject({ email: 'grace@acme.com', firstName: 'Grace' })
    expect(await as(functions, grace).query(api.organizations.current, {})).toMatchObject({ id: SEED.acme, name: 'Acme', permissions: ['tasks:write'] })
    expect(await as(functions, grace).query(api.organizations.mine, {})).toEqual([{ id: SEED.acme, name: 'Acme', roles: ['admin'], isCurrent: true }])
    expect(await rows(functions, 'organizationDomains')).toMatchObject([{ domain: 'acme.com', state: 'verified' }])
  })

  it('works for someone without an organization', async () => {
    await ensure({ user: SEED.ada })
    expect(await as(functions, { user: SEED.ada }).query(api.tasks.list, {})).toEqual([])
    expect(await as(functions, { user: SEED.ada }).query(api.organizations.mine, {})).toEqual([])
  })

  it('does not ask WorkOS again within a minute', async () => {
    await ensure(grace)
    const before = (await reads()).length
    expect(before).toBe(3)
    await ensure(grace)
    await ensure({ ...grace, issuedAt: Date.now() + 5_000 })
    expect((await reads()).length).toBe(before)
  })

  it('asks again for an organization that is not stored', async () => {
    const dual = (await workos.list('/user_management/users', { email: 'dual@example.com' }))[0]!.id
    await ensure({ user: dual, organization: SEED.acme })
    const created = await workos.create('/organizations', { name: 'New' })
    await workos.create('/user_management/organization_memberships', { user_id: dual, organization_id: created.id })
    const claims: TokenClaims = { user: dual, organization: created.id, issuedAt: Date.now() + 2_000 }
    await ensure(claims)
    expect(await as(functions, claims).query(api.organizations.current, {})).toMatchObject({ name: 'New' })
    expect((await as(functions, claims).query(api.organizations.mine, {})).map(({ name }) => name)).toEqual(['Acme', 'Globex', 'New'])
  })

  it('takes away what WorkOS no longer has, and refuses', async () => {
    await ensure(grace)
    await workos.send('DELETE', `/user_management/organization_memberships/${await membershipOf(SEED.grace)}`)
    passTime(61_000)
    await expect(ensure(grace)).rejects.toMatchObject({ data: { code: 'no_organization' } })
    expect(await rows(functions, 'memberships')).toEqual([])
    await expect(as(functions, grace).query(api.tasks.list, {})).rejects.toMatchObject({ data: { code: 'no_organization' } })
  })

  it('lets someone in who was added once more while no webhook arrived', async () => {
    await ensure(grace)
    workos.deliverTo(functions)
    await workos.send('DELETE', `/user_management/organization_memberships/${await membershipOf(SEED.grace)}`)
    await workos.settled()
    workos.deliverTo(null)
    await workos.create('/user_management/organization_memberships', { user_id: SEED.grace, organization_id: SEED.acme })
    const renewed = { ...grace, issuedAt: Date.now() + 2_000 }
    await expect(as(functions, renewed).query(api.tasks.list, {})).rejects.toMatchObject({ data: { code: 'no_organization' } })
    await ensure(renewed)
    expect(await as(functions, renewed).query(api.tasks.list, {})).toEqual([])
  })

  it('does not let someone who was removed make it ask again and again', async () => {
    await ensure(grace)
    workos.deliverTo(functions)
    await workos.send('DELETE', `/user_management/organization_memberships/${await membershipOf(SEED.grace)}`)
    await workos.settled()
    const before = (await reads()).length
    const old = { ...grace, issuedAt: Date.now() - 10_000 }
    for (let tries = 0; tries < 3; tries++) await expect(ensure(old)).rejects.toMatchObject({ data: { code: 'no_organization' } })
    expect((await reads()).length).toBe(before)
  })

  it('refuses someone whom WorkOS deleted', async () => {
    await ensure({ user: SEED.ada })
    await workos.send('DELETE', `/user_management/users/${SEED.ada}`)
    passTime(61_000)
    await expect(ensure({ user: SEED.ada })).rejects.toMatchObject({ data: { code: 'session_ended', message: 'This account no longer exists.' } })
    expect(await rows(functions, 'users')).toEqual([])
  })

  it('changes nothing when WorkOS does not answer, and says so', async () => {
    await workos.send('POST', '/_emulate/hooks', { method: 'GET', path: '/user_management/organization_memberships', status: 500, count: 1 })
    await expect(ensure(grace)).rejects.toThrow('WorkOS answered 500 to /user_management/organization_memberships')
    expect(await rows(functions, 'users')).toEqual([])
    await ensure(grace)
    expect(await rows(functions, 'users')).toHaveLength(1)
  })

  it('needs a token', async () => {
    await expect(functions.action(api.users.ensure, {})).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
  })
})

it('a hundred people who sign up at once, with webhooks that come twice and late, are a hundred rows', async () => {
  workos.deliverTo(functions)
  await workos.send('POST', '/_emulate/webhooks/hold', {})
  await Promise.all(Array.from({ length: 100 }, async (_, index) => {
    const { id } = await workos.create('/user_management/users', { email: `new-${index}@example.com` })
    await ensure({ user: id })
    await workos.send('PUT', `/user_management/users/${id}`, { first_name: `Person ${index}` })
    // Half of them arrive on a second device at the same moment.
    if (index % 2) await Promise.all([ensure({ user: id }), ensure({ user: id })])
  }))
  await workos.send('POST', '/_emulate/webhooks/release', { order: 'reverse', copies: 2 })
  await workos.settled()
  const stored = await rows(functions, 'users')
  expect(stored).toHaveLength(100)
  expect(new Set(stored.map(({ workosUserId }) => workosUserId)).size).toBe(100)
  expect(stored.every(({ firstName }) => firstName?.startsWith('Person'))).toBe(true)
})
