import { makeFunctionReference } from 'convex/server'
import { beforeEach, describe, expect, it } from 'vitest'
import { authedAction, authedMutation, authedQuery, organizationAction, organizationMutation, organizationQuery } from '../../../convex/lib/functions'
import type { Caller } from '../../../convex/lib/caller'
import { as, startFunctions, type Functions, type TokenClaims } from './support/functions'
import { event, membership, user } from './support/objects'
import { deliver, useSecret } from './support/webhooks'

const tell = async ({ user, organizationId, role, permissions }: Caller) => ({ email: user.email, organizationId, role, permissions })

const probes = {
  authedQuery: authedQuery({ args: {}, handler: tell }),
  authedMutation: authedMutation({ args: {}, handler: tell }),
  authedAction: authedAction({ args: {}, handler: tell }),
  organizationQuery: organizationQuery({ args: {}, handler: tell }),
  organizationMutation: organizationMutation({ args: {}, handler: tell }),
  organizationAction: organizationAction({ args: {}, handler: tell }),
  guardedQuery: authedQuery({ permission: 'members:manage', args: {}, handler: tell }),
  guardedMutation: organizationMutation({ permission: 'members:manage', args: {}, handler: tell }),
  guardedAction: organizationAction({ permission: 'members:manage', args: {}, handler: tell }),
}
type Probe = keyof typeof probes

let functions: Functions
beforeEach(async () => {
  useSecret()
  functions = startFunctions(probes)
  await deliver(functions, event('user.created', user('user_1')), event('organization_membership.created', membership('om_1', { user: 'user_1', of: 'org_1' })))
})

function call(probe: Probe, claims: TokenClaims | null): Promise<unknown> {
  const caller = claims ? as(functions, claims) : functions
  const name = `probes:${probe}`
  if (probe.endsWith('Query')) return caller.query(makeFunctionReference<'query'>(name), {})
  if (probe.endsWith('Mutation')) return caller.mutation(makeFunctionReference<'mutation'>(name), {})
  return caller.action(makeFunctionReference<'action'>(name), {})
}

const alone: TokenClaims = { user: 'user_1' }
const member: TokenClaims = { user: 'user_1', organization: 'org_1', role: 'editor', permissions: ['tasks:write'] }
const manager: TokenClaims = { ...member, role: 'admin', permissions: ['tasks:write', 'members:manage'] }

const authed: Probe[] = ['authedQuery', 'authedMutation', 'authedAction']
const ofOrganization: Probe[] = ['organizationQuery', 'organizationMutation', 'organizationAction']
const guarded: Probe[] = ['guardedQuery', 'guardedMutation', 'guardedAction']

describe.each([...authed, ...ofOrganization, ...guarded])('%s', (probe) => {
  it('refuses a visitor', async () => {
    await expect(call(probe, null)).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
  })

  it('refuses a session that ended and a membership that ended', async () => {
    await deliver(functions, event('session.revoked', { id: 'session_over' }), event('organization_membership.deleted', membership('om_2', { user: 'user_2', of: 'org_1' })), event('user.created', user('user_2')))
    await expect(call(probe, { ...manager, session: 'session_over' })).rejects.toMatchObject({ data: { code: 'session_ended' } })
    await expect(call(probe, { ...manager, user: 'user_2' })).rejects.toMatchObject({ data: { code: 'no_organization' } })
  })

  it('refuses someone who is not stored', async () => {
    await expect(call(probe, { ...manager, user: 'user_new' })).rejects.toMatchObject({ data: { code: 'user_not_stored' } })
  })

  it('knows who calls, and as what', async () => {
    expect(await call(probe, manager)).toEqual({ email: 'user_1@example.com', organizationId: 'org_1', role: 'admin', permissions: ['tasks:write', 'members:manage'] })
  })
})

describe.each(authed)('%s', (probe) => {
  it('serves someone without an organization', async () => {
    expect(await call(probe, alone)).toEqual({ email: 'user_1@example.com', organizationId: null, role: null, permissions: [] })
  })
})

describe.each(ofOrganization)('%s', (probe) => {
  it('needs an organization, whatever the role', async () => {
    await expect(call(probe, alone)).rejects.toMatchObject({ data: { code: 'no_organization', message: 'Choose an organization to do this.' } })
    expect(await call(probe, member)).toMatchObject({ organizationId: 'org_1', role: 'editor' })
  })
})

describe.each(guarded)('%s', (probe) => {
  it('needs the permission', async () => {
    await expect(call(probe, member)).rejects.toMatchObject({ data: { code: 'forbidden', permission: 'members:manage' } })
  })
})
