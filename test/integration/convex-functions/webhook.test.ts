import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startFunctions, type Functions } from './support/functions'
import { domain, event, membership, organization, role, user } from './support/objects'
import { readTables, rows } from './support/tables'
import { deliver, post, SECRET, sign, useSecret } from './support/webhooks'

let functions: Functions
const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
const error = vi.spyOn(console, 'error').mockImplementation(() => {})

beforeEach(() => {
  useSecret()
  functions = startFunctions()
  warn.mockClear()
  error.mockClear()
})
afterEach(() => vi.unstubAllEnvs())

const created = () => JSON.stringify(event('user.created', user('user_1')))

async function expectRefused(response: Response, status: number, reason: RegExp): Promise<void> {
  expect(response.status).toBe(status)
  expect(warn.mock.calls).toEqual([[expect.stringMatching(reason)]])
  expect(error).not.toHaveBeenCalled()
  const written = await functions.run(async ({ db }) => await Promise.all([db.query('users').collect(), db.query('processedEvents').collect()]))
  expect(written).toEqual([[], []])
}

describe('a webhook is refused', () => {
  it('unsigned', async () => {
    await expectRefused(await post(functions, created(), null), 401, /refused: it is not signed/)
  })

  it.each([
    '', 'v1=', 't=1', 'nonsense', `t=${'9'.repeat(40)}, v1=${'0'.repeat(64)}`, `t=-1, v1=${'0'.repeat(64)}`, `t=1e13, v1=${'0'.repeat(64)}`, `t=${Date.now()}, v1=xyz`,
  ])('with the signature "%s"', async (signature) => {
    await expectRefused(await post(functions, created(), signature), 401, /its signature cannot be read/)
  })

  it('signed with another secret', async () => {
    const body = created()
    await expectRefused(await post(functions, body, sign(body, { secret: 'whsec_of_someone_else' })), 401, /does not fit its content/)
  })

  it('signed with no secret at all', async () => {
    useSecret(`${SECRET},`)
    const body = created()
    await expectRefused(await post(functions, body, sign(body, { secret: '' })), 401, /does not fit its content/)
  })

  it('with one byte changed', async () => {
    const body = created()
    await expectRefused(await post(functions, body.replace('user_1', 'user_2'), sign(body)), 401, /does not fit its content/)
  })

  it('truncated', async () => {
    const body = created()
    await expectRefused(await post(functions, body.slice(0, -10), sign(body)), 401, /does not fit its content/)
  })

  it('with its time changed, to pass for a new one', async () => {
    const body = created()
    const old = sign(body, { at: Date.now() - 3_600_000 })
    await expectRefused(await post(functions, body, old.replace(/t=\d+/, `t=${Date.now()}`)), 401, /does not fit its content/)
  })

  it('replayed after three minutes', async () => {
    const body = created()
    await expectRefused(await post(functions, body, sign(body, { at: Date.now() - 185_000 })), 401, /signed 185 seconds ago, and may be a replay/)
  })

  it('dated more than a minute ahead', async () => {
    const body = created()
    await expectRefused(await post(functions, body, sign(body, { at: Date.now() + 65_000 })), 401, /signed 65 seconds in the future/)
  })

  it.each([
    ['no JSON', 'not json'],
    ['JSON that is no event', '[]'],
    ['an event without data', JSON.stringify({ id: 'event_1', event: 'user.created', created_at: '2026-01-01T00:00:00Z' })],
    ['an event without its object', JSON.stringify({ id: 'event_1', event: 'user.created', created_at: '2026-01-01T00:00:00Z', data: { id: 'user_1' } })],
    ['an event without a time', JSON.stringify({ ...event('user.created', user('user_1')), created_at: 'yesterday' })],
    ['a deletion of nothing', JSON.stringify(event('user.deleted', {}))],
  ])('signed, with %s', async (_, body) => {
    await expectRefused(await post(functions, body), 422, /signed, but not understood/)
  })
})

it('is told to come back while there is no secret', async () => {
  useSecret(' , ')
  const body = created()
  expect((await post(functions, body, sign(body, { secret: '' }))).status).toBe(503)
  expect(error.mock.calls).toEqual([[expect.stringContaining('WORKOS_WEBHOOK_SECRET is not set')]])
  expect(await rows(functions, 'users')).toEqual([])
})

describe('a webhook is taken', () => {
  it.each([-170_000, 0, 50_000])('signed %i ms from now', async (offset) => {
    const body = created()
    expect((await post(functions, body, sign(body, { at: Date.now() + offset }))).status).toBe(200)
    expect(await rows(functions, 'users')).toHaveLength(1)
    expect(warn).not.toHaveBeenCalled()
  })

  it('signed with any of several secrets', async () => {
    useSecret(`whsec_new, ${SECRET}`)
    for (const [index, secret] of ['whsec_new', SECRET].entries()) {
      const body = JSON.stringify(event('user.created', user(`user_${index}`)))
      expect((await post(functions, body, sign(body, { secret }))).status).toBe(200)
    }
    expect(await rows(functions, 'users')).toHaveLength(2)
  })

  it('with bytes that are more than ASCII, as they arrived', async () => {
    await deliver(functions, event('user.created', user('user_1', { firstName: 'Žofia 🦉' })))
    expect(await rows(functions, 'users')).toMatchObject([{ firstName: 'Žofia 🦉' }])
  })

  it('of an event nobody knows, which changes nothing', async () => {
    await deliver(functions, event('waitlist_user.created', { id: 'x' }), event('constructor', {}), event('authentication.mfa_succeeded', { user_id: 'user_1' }))
    expect(await rows(functions, 'processedEvents')).toEqual([])
  })

  it('once, however often it is delivered, also at the same time', async () => {
    const body = created()
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(functions, body)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(await rows(functions, 'users')).toHaveLength(1)
    expect(await rows(functions, 'processedEvents')).toHaveLength(1)
  })
})

describe('what is written', () => {
  it('is the user', async () => {
    await deliver(functions, event('user.created', user('user_1', { email: 'ada@example.com', firstName: 'Ada' })))
    expect((await readTables(functions)).users).toEqual([{
      workosUserId: 'user_1',
      email: 'ada@example.com',
      emailVerified: true,
      firstName: 'Ada',
      lastName: null,
      profilePictureUrl: null,
      workosCreatedAt: Date.UTC(2026, 0, 1),
      workosUpdatedAt: Date.UTC(2026, 0, 1),
    }])
  })

  it('is the organization, with the domains that it names whole', async () => {
    const whole = domain('org_domain_1', { of: 'org_1', name: 'acme.com' })
    await deliver(functions, event('organization.created', organization('org_1', { name: 'Acme', domains: [whole, { id: 'org_domain_2', domain: 'acme.org' }] })))
    expect(await readTables(functions)).toMatchObject({
      organizations: [{ workosId: 'org_1', name: 'Acme' }],
      organizationDomains: [{ workosId: 'org_domain_1', domain: 'acme.com', state: 'pending' }],
    })
  })

  it('is a domain whose verification failed', async () => {
    const failed = domain('org_domain_1', { of: 'org_1', state: 'failed', updatedAt: Date.UTC(2026, 1) })
    await deliver(functions, event('organization_domain.created', domain('org_domain_1', { of: 'org_1' })), event('organization_domain.verification_failed', { reason: 'domain_verification_period_expired', organization_domain: failed }))
    expect(await rows(functions, 'organizationDomains')).toMatchObject([{ state: 'failed' }])
  })

  it('is the membership, with one role or several', async () => {
    const { roles: _, ...single } = membership('om_1', { user: 'user_1', of: 'org_1', roles: ['admin'] })
    await deliver(functions, event('organization_membership.created', single), event('organization_membership.created', membership('om_2', { user: 'user_2', of: 'org_1', roles: ['admin', 'billing'] })))
    expect((await rows(functions, 'memberships')).map(({ roleSlugs }) => roleSlugs)).toEqual([['admin'], ['admin', 'billing']])
  })

  it('are roles of the environment and of organizations, side by side', async () => {
    await deliver(functions, event('role.created', role('admin')), event('organization_role.created', role('admin', { of: 'org_1', permissions: ['tasks:write'] })))
    expect((await rows(functions, 'roles')).map(({ workosOrganizationId, permissions }) => [workosOrganizationId, permissions])).toEqual([[null, []], ['org_1', ['tasks:write']]])
  })
})
