import { beforeEach, describe, expect, it } from 'vitest'
import { api, internal } from '../../../convex/_generated/api'
import { as, startFunctions, type Functions, type TokenClaims } from './support/functions'
import { EPOCH, event, membership, organization, user } from './support/objects'
import { deliver, useSecret } from './support/webhooks'

let functions: Functions
const SECOND = 1000
const joined = EPOCH + 10 * SECOND
const left = EPOCH + 20 * SECOND
const grace: TokenClaims = { user: 'user_grace', organization: 'org_acme', authenticatedAt: joined, permissions: ['tasks:write'] }

beforeEach(async () => {
  useSecret()
  functions = startFunctions()
  await deliver(functions,
    event('user.created', user('user_grace')),
    event('organization.created', organization('org_acme', { name: 'Acme' })),
    event('organization_membership.created', membership('om_1', { user: 'user_grace', of: 'org_acme', createdAt: joined }), joined),
  )
})

const tell = (name: string, data: object, at = left) => deliver(functions, event(name, data, at))
const list = (claims: TokenClaims = grace) => as(functions, claims).query(api.tasks.list, {})
const refusal = async (call: Promise<unknown>) => await call.then(() => 'works', (error: { data?: { code: string, message: string } }) => error.data)

describe('someone with a membership', () => {
  it('works', async () => {
    expect(await list()).toEqual([])
    expect(await as(functions, grace).query(api.organizations.current, {})).toEqual({ id: 'org_acme', name: 'Acme', role: { slug: 'member', name: 'member' }, permissions: ['tasks:write'] })
  })

  it('is refused once it was removed, in queries, mutations and actions', async () => {
    await tell('organization_membership.deleted', membership('om_1', { user: 'user_grace', of: 'org_acme' }))
    const gone = { code: 'no_organization', message: 'You are no longer a member of this organization.' }
    expect(await refusal(list())).toEqual(gone)
    expect(await refusal(as(functions, grace).mutation(api.tasks.add, { text: 'x' }))).toEqual(gone)
    expect(await refusal(as(functions, grace).query(internal.users.caller, {}))).toEqual(gone)
  })

  it.each(['inactive', 'pending'])('is refused once it is %s', async (status) => {
    await tell('organization_membership.updated', membership('om_1', { user: 'user_grace', of: 'org_acme', status, updatedAt: left }))
    expect(await refusal(list())).toMatchObject({ code: 'no_organization' })
    await tell('organization_membership.updated', membership('om_1', { user: 'user_grace', of: 'org_acme', updatedAt: left + 1 }), left + 1)
    expect(await list()).toEqual([])
  })

  it('is refused once the organization is gone, signed in after that or not', async () => {
    await tell('organization.deleted', { id: 'org_acme' })
    expect(await refusal(list())).toMatchObject({ code: 'no_organization' })
    expect(await refusal(list({ ...grace, authenticatedAt: left + SECOND }))).toMatchObject({ code: 'no_organization' })
  })

  it('still has what is their own, and what is elsewhere', async () => {
    await tell('organization.created', organization('org_globex', { name: 'Globex' }))
    await tell('organization_membership.created', membership('om_2', { user: 'user_grace', of: 'org_globex' }))
    await tell('organization_membership.deleted', membership('om_1', { user: 'user_grace', of: 'org_acme' }))
    expect(await list({ user: 'user_grace' })).toEqual([])
    expect(await list({ ...grace, organization: 'org_globex' })).toEqual([])
    // With the old token they can still see where to go.
    expect(await as(functions, grace).query(api.organizations.mine, {})).toEqual([{ id: 'org_globex', name: 'Globex', roles: ['member'], isCurrent: false }])
  })
})

describe('a membership that is not known', () => {
  const linus: TokenClaims = { user: 'user_linus', organization: 'org_acme', authenticatedAt: joined }

  it('locks nobody out whose token is of that organization', async () => {
    await tell('user.created', user('user_linus'))
    expect(await list(linus)).toEqual([])
  })

  it('is refused when it was removed before it was known', async () => {
    await tell('user.created', user('user_linus'))
    await tell('organization_membership.deleted', membership('om_2', { user: 'user_linus', of: 'org_acme' }))
    expect(await refusal(list(linus))).toMatchObject({ code: 'no_organization' })
  })

  it('is refused in an organization that is gone', async () => {
    await tell('user.created', user('user_linus'))
    await tell('organization.deleted', { id: 'org_acme' })
    expect(await refusal(list(linus))).toMatchObject({ code: 'no_organization' })
  })
})

describe('someone added once more', () => {
  beforeEach(() => tell('organization_membership.deleted', membership('om_1', { user: 'user_grace', of: 'org_acme' })))

  it('works with the old token once the webhook is there', async () => {
    await tell('organization_membership.created', membership('om_2', { user: 'user_grace', of: 'org_acme', createdAt: left + 1 }), left + 1)
    expect(await list()).toEqual([])
  })

  it('works before the webhook when they signed in after they had been removed', async () => {
    expect(await list({ ...grace, authenticatedAt: left + SECOND })).toEqual([])
  })

  it('does not work with a sign-in from before', async () => {
    expect(await refusal(list({ ...grace, authenticatedAt: left }))).toMatchObject({ code: 'no_organization' })
    expect(await refusal(list({ ...grace, authenticatedAt: left - SECOND }))).toMatchObject({ code: 'no_organization' })
  })

  it('is refused when they are removed again', async () => {
    await tell('organization_membership.deleted', membership('om_2', { user: 'user_grace', of: 'org_acme' }), left + 5 * SECOND)
    expect(await refusal(list({ ...grace, authenticatedAt: left + SECOND }))).toMatchObject({ code: 'no_organization' })
  })

  it('is not let in by what is told late of the first time', async () => {
    await tell('organization_membership.updated', membership('om_1', { user: 'user_grace', of: 'org_acme', updatedAt: left - 1 }), left - 1)
    expect(await refusal(list())).toMatchObject({ code: 'no_organization' })
  })
})

describe('a session', () => {
  it('that was revoked is refused, and others of the same person are not', async () => {
    await tell('session.revoked', { object: 'session', id: 'session_1', user_id: 'user_grace', status: 'revoked' })
    expect(await refusal(list({ ...grace, session: 'session_1' }))).toEqual({ code: 'session_ended', message: 'Your session has ended. Sign in again.' })
    expect(await refusal(as(functions, { ...grace, session: 'session_1' }).query(api.organizations.mine, {}))).toMatchObject({ code: 'session_ended' })
    expect(await refusal(as(functions, { ...grace, session: 'session_1' }).action(api.users.ensure, {}))).toMatchObject({ code: 'session_ended' })
    expect(await list({ ...grace, session: 'session_2' })).toEqual([])
  })

  it('of a deleted user is refused, and not asked to be stored', async () => {
    await tell('user.deleted', { id: 'user_grace' })
    expect(await refusal(list())).toEqual({ code: 'session_ended', message: 'This account no longer exists.' })
  })

  it('of someone who is not stored yet is asked to be', async () => {
    expect(await refusal(list({ user: 'user_new' }))).toMatchObject({ code: 'user_not_stored' })
  })

  it('is needed', async () => {
    expect(await refusal(functions.query(api.tasks.list, {}))).toEqual({ code: 'unauthenticated', message: 'Sign in to do this.' })
  })
})

describe('the lists of an organization', () => {
  const paginationOpts = { numItems: 2, cursor: null }

  it('show members page by page, with profile and role', async () => {
    await tell('user.updated', user('user_grace', { firstName: 'Grace', updatedAt: left }))
    await tell('role.created', { slug: 'member', name: 'Member', permissions: [], created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' })
    for (const index of [2, 3]) await tell('organization_membership.created', membership(`om_${index}`, { user: `user_${index}`, of: 'org_acme', roles: ['own', 'unknown'], createdAt: joined + index }))
    await tell('organization_role.created', { slug: 'own', name: 'Own role', organization_id: 'org_acme', permissions: [], created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' })
    const first = await as(functions, grace).query(api.members.list, { paginationOpts })
    expect(first).toMatchObject({ isDone: false, page: [
      { id: 'om_1', status: 'active', roles: [{ slug: 'member', name: 'Member' }], user: { id: 'user_grace', email: 'user_grace@example.com', firstName: 'Grace' } },
      { id: 'om_2', roles: [{ slug: 'own', name: 'Own role' }, { slug: 'unknown', name: 'unknown' }], user: null },
    ] })
    const second = await as(functions, grace).query(api.members.list, { paginationOpts: { ...paginationOpts, cursor: first.continueCursor } })
    expect(second).toMatchObject({ isDone: true, page: [{ id: 'om_3' }] })
  })
})
