import { describe, expect, it } from 'vitest'
import { ACME, GRACE, useEmulator } from './startEmulator'

const emulator = useEmulator()

interface Listed { readonly id: string, readonly event: string, readonly data: Record<string, unknown>, readonly created_at: string }

const events = async (query = ''): Promise<Listed[]> => (await emulator.api('GET', `/events?limit=100&${query}`)).body.data
const names = async (query = '') => (await events(query)).map(({ event }) => event)

describe('what is told', () => {
  it('of a sign-up with a code, without the code', async () => {
    await emulator.signIn('new@example.com')
    const told = await events()
    expect(told.map(({ event }) => event)).toEqual([
      'user.created', 'magic_auth.created', 'user.updated', 'authentication.magic_auth_succeeded', 'session.created',
    ])
    expect(told[1]).toEqual({
      object: 'event',
      id: expect.stringMatching(/^event_/),
      event: 'magic_auth.created',
      created_at: expect.any(String),
      data: { object: 'magic_auth', id: expect.any(String), user_id: expect.any(String), email: 'new@example.com', expires_at: expect.any(String), created_at: expect.any(String), updated_at: expect.any(String) },
    })
  })

  it('of a verified person: no change, and nothing of a refresh', async () => {
    const { refreshToken } = await emulator.signIn('grace@acme.com')
    await emulator.refresh(refreshToken)
    expect(await names()).toEqual(['magic_auth.created', 'authentication.magic_auth_succeeded', 'session.created'])
  })

  it('of a wrong code', async () => {
    await emulator.workos.userManagement.createMagicAuth({ email: 'grace@acme.com' })
    await emulator.workos.userManagement.authenticateWithMagicAuth({ clientId: 'client_emulator', email: 'grace@acme.com', code: 'wrong' }).catch(() => {})
    expect((await events()).at(-1)).toMatchObject({
      event: 'authentication.magic_auth_failed',
      data: { type: 'magic_auth', status: 'failed', user_id: GRACE, email: 'grace@acme.com', ip_address: null, user_agent: null, error: { code: 'invalid_one_time_code' } },
    })
  })

  it('of a verification mail, without the code', async () => {
    const user = await emulator.workos.userManagement.createUser({ email: 'new@example.com' })
    await emulator.workos.userManagement.sendVerificationEmail({ userId: user.id })
    const last = (await events()).at(-1)
    expect(last).toMatchObject({ event: 'email_verification.created', data: { email: 'new@example.com' } })
    expect(last?.data).not.toHaveProperty('code')
  })

  it('of a membership: the bare edge', async () => {
    const [membership] = (await emulator.workos.userManagement.listOrganizationMemberships({ userId: GRACE })).data
    await emulator.workos.userManagement.updateOrganizationMembership(membership!.id, { roleSlug: 'member' })
    const [told] = await events()
    expect(told).toMatchObject({ event: 'organization_membership.updated', data: { user_id: GRACE, organization_id: ACME, role: { slug: 'member' } } })
    expect(told?.data).not.toHaveProperty('user')
    expect(told?.data).not.toHaveProperty('organization_name')
  })

  it('of organizations, domains, roles and permissions', async () => {
    const organization = await emulator.workos.organizations.createOrganization({ name: 'Hooli' })
    const domain = await emulator.workos.organizationDomains.createOrganizationDomain({ organizationId: organization.id, domain: 'hooli.com' })
    await emulator.workos.organizationDomains.verifyOrganizationDomain(domain.id)
    await emulator.workos.authorization.createPermission({ slug: 'x', name: 'X' })
    await emulator.workos.authorization.createOrganizationRole(organization.id, { slug: 'org-x', name: 'X' })
    await emulator.workos.organizations.deleteOrganization(organization.id)
    expect(await names()).toEqual([
      'organization.created', 'organization_domain.created', 'organization_domain.verified', 'permission.created', 'organization_role.created', 'organization.deleted',
    ])
  })

  it('of a session that ends, once', async () => {
    await emulator.signIn('grace@acme.com')
    const [session] = (await emulator.workos.userManagement.listSessions(GRACE)).data
    await emulator.workos.userManagement.revokeSession({ sessionId: session!.id })
    await emulator.workos.userManagement.revokeSession({ sessionId: session!.id })
    expect(await events('events=session.revoked')).toMatchObject([{ data: { id: session!.id, status: 'revoked', ended_at: expect.any(String) } }])
  })
})

describe('the list', () => {
  const createThree = async () => {
    for (const name of ['a', 'b', 'c']) await emulator.workos.organizations.createOrganization({ name })
  }

  it('is read by the SDK', async () => {
    await emulator.signIn('new@example.com')
    const { data } = await emulator.workos.events.listEvents({ events: ['user.created', 'session.created'] })
    expect(data).toMatchObject([{ event: 'user.created', data: { email: 'new@example.com', emailVerified: false } }, { event: 'session.created' }])
  })

  it.each(['events=organization.created,user.created', 'events=user.created&events=organization.created', 'events[]=user.created&events[]=organization.created'])('takes names as %s', async (query) => {
    await emulator.workos.organizations.createOrganization({ name: 'a' })
    await emulator.signIn('new@example.com')
    expect(await names(query)).toEqual(['organization.created', 'user.created'])
  })

  it('is oldest first whatever the order says, until told otherwise', async () => {
    await createThree()
    const inOrder = (rows: Listed[]) => rows.map(({ data }) => data.name).join('')
    expect(inOrder(await events('order=desc'))).toBe('abc')
    await emulator.configure({ eventsHonourOrder: true })
    expect(inOrder(await events('order=desc'))).toBe('cba')
  })

  it('continues after a cursor', async () => {
    await createThree()
    const [first] = await events()
    const rest = await events(`after=${first?.id}`)
    expect(rest.map(({ data }) => data.name)).toEqual(['b', 'c'])
    expect(rest.every(({ id }) => id > (first?.id ?? ''))).toBe(true)
  })

  it('can be about one organization', async () => {
    await createThree()
    await emulator.signIn('grace@acme.com')
    expect(await names(`organization_id=${ACME}`)).toEqual(['session.created'])
  })

  it('hides the newest for as long as the setting says', async () => {
    await emulator.configure({ eventVisibilityDelaySeconds: 3 })
    await createThree()
    expect(await events()).toEqual([])
    await emulator.advance(3)
    expect(await events()).toHaveLength(3)
  })

  it('covers a range of at most 30 days, and 90 days at all', async () => {
    const start = new Date().toISOString()
    await createThree()
    await emulator.advance(20 * 86_400)
    expect(await events(`range_start=${start}`)).toHaveLength(3)
    expect(await events(`range_end=${new Date(Date.parse(start) - 1000).toISOString()}`)).toEqual([])
    await emulator.advance(20 * 86_400)
    expect(await emulator.api('GET', `/events?range_start=${start}`)).toMatchObject({ status: 422 })
    await emulator.advance(51 * 86_400)
    expect(await events()).toEqual([])
  })
})
