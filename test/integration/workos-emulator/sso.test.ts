import { describe, expect, it } from 'vitest'
import { REDIRECT_URI, useBrowser } from './browser'
import { ACME, GLOBEX, GLOBEX_SSO, INITECH, INITECH_SSO, clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const browser = useBrowser(emulator)
const users = () => emulator.workos.userManagement

type Selector = { connectionId: string } | { organizationId: string }

const urlOf = (selector: Selector) => users().getAuthorizationUrl({ clientId, redirectUri: REDIRECT_URI, ...selector })

async function signIn(email: string, selector: Selector = { connectionId: GLOBEX_SSO }) {
  const { code = '' } = await browser.signIn(urlOf(selector), email)
  return users().authenticateWithCode({ clientId, code })
}

const events = async (): Promise<{ event: string, data: Record<string, unknown> }[]> => (await emulator.api('GET', '/events?limit=100')).body.data
const names = async () => (await events()).map(({ event }) => event)
const allowGuests = () => emulator.api('PUT', `/organizations/${GLOBEX}`, { allow_profiles_outside_organization: true })
const memberships = async (userId: string) => (await users().listOrganizationMemberships({ userId, statuses: ['active', 'inactive', 'pending'] })).data

describe('signing in with SSO', () => {
  it('decides the organization', async () => {
    expect(await signIn('homer@globex.com')).toMatchObject({ authenticationMethod: 'SSO', organizationId: GLOBEX, user: { email: 'homer@globex.com' } })
  })

  it('decides it even for members of several', async () => {
    const [homer] = (await users().listUsers({ email: 'homer@globex.com' })).data
    await users().createOrganizationMembership({ userId: homer!.id, organizationId: ACME })
    expect(await signIn('homer@globex.com')).toMatchObject({ organizationId: GLOBEX })
  })

  it('can be asked for by organization', async () => {
    expect(await signIn('homer@globex.com', { organizationId: GLOBEX })).toMatchObject({ organizationId: GLOBEX })
  })

  it.each(INITECH_SSO)('works through each connection: %s', async (connectionId) => {
    expect(await signIn('peter@initech.com', { connectionId })).toMatchObject({ organizationId: INITECH })
  })

  it('makes members of people of a verified domain, who need no further proof of their address', async () => {
    const { user, organizationId } = await signIn('never.seen@GLOBEX.com')
    expect({ organizationId, emailVerified: user.emailVerified }).toEqual({ organizationId: GLOBEX, emailVerified: true })
    expect(await memberships(user.id)).toMatchObject([{ organizationId: GLOBEX, status: 'active', role: { slug: 'member' } }])
    expect(await names()).toEqual([
      'authentication.sso_started', 'user.created', 'authentication.sso_succeeded', 'organization_membership.created', 'session.created',
    ])
  })

  it('does not bring back who was deactivated', async () => {
    const { user } = await signIn('homer@globex.com')
    const [membership] = await memberships(user.id)
    await users().deactivateOrganizationMembership(membership!.id)
    expect(await failure(signIn('homer@globex.com'))).toMatchObject({ status: 400, code: 'organization_membership_not_found' })
  })

  it('gives who was invited the role of the invitation', async () => {
    const { token } = await users().sendInvitation({ email: 'never.seen@globex.com', organizationId: GLOBEX, roleSlug: 'admin' })
    const url = users().getAuthorizationUrl({ clientId, redirectUri: REDIRECT_URI, connectionId: GLOBEX_SSO, invitationToken: token })
    const { code = '' } = await browser.signIn(url, 'never.seen@globex.com')
    const { user } = await users().authenticateWithCode({ clientId, code })
    expect(await memberships(user.id)).toMatchObject([{ organizationId: GLOBEX, status: 'active', role: { slug: 'admin' } }])
  })

  it('is the second factor, too', async () => {
    const { user } = await signIn('homer@globex.com')
    await emulator.api('POST', `/user_management/users/${user.id}/auth_factors`, { type: 'totp' })
    expect(await signIn('homer@globex.com')).toMatchObject({ authenticationMethod: 'SSO' })
  })

  it('is not listed among the accounts at providers', async () => {
    const { user } = await signIn('homer@globex.com')
    expect(await users().getUserIdentities(user.id)).toEqual([])
  })

  it('shows in the list of sessions', async () => {
    const { user } = await signIn('homer@globex.com')
    const { body } = await emulator.api('GET', `/user_management/users/${user.id}/sessions`)
    expect(body.data).toMatchObject([{ auth_method: 'sso', organization_id: GLOBEX }])
    expect(body.data[0]).not.toHaveProperty('connectionId')
  })
})

describe('an address outside the domains', () => {
  it('is refused at the exchange when the domain went on the way', async () => {
    const { code = '' } = await browser.signIn(urlOf({ connectionId: GLOBEX_SSO }), 'homer@globex.com')
    const [domain] = (await emulator.workos.organizations.getOrganization(GLOBEX)).domains
    await emulator.workos.organizationDomains.deleteOrganizationDomain(domain!.id)
    expect(await failure(users().authenticateWithCode({ clientId, code })))
      .toMatchObject({ name: 'OauthException', status: 400, error: 'invalid_profile' })
    expect((await events()).at(-1)).toMatchObject({ event: 'authentication.sso_failed', data: { error: { code: 'invalid_profile' } } })
  })

  it('is one of a domain that was only claimed', async () => {
    await emulator.workos.organizationDomains.createOrganizationDomain({ organizationId: GLOBEX, domain: 'example.com' })
    expect(await browser.signIn(urlOf({ connectionId: GLOBEX_SSO }), 'ada@example.com')).toMatchObject({ error: 'profile_not_allowed_outside_organization' })
  })

  it('gets in as a guest who is a member, once the address is verified', async () => {
    await allowGuests()
    const [ada] = (await users().listUsers({ email: 'ada@example.com' })).data
    await users().createOrganizationMembership({ userId: ada!.id, organizationId: GLOBEX })
    const error = await failure(signIn('ada@example.com'))
    expect(error).toMatchObject({ code: 'email_verification_required' })
    const code = (await emulator.mails('ada@example.com')).at(-1)?.code ?? ''
    const pendingAuthenticationToken = String(error.pendingAuthenticationToken)
    expect(await users().authenticateWithEmailVerification({ clientId, pendingAuthenticationToken, code })).toMatchObject({ organizationId: GLOBEX })
    expect(await signIn('ada@example.com')).toMatchObject({ organizationId: GLOBEX })
  })

  it('does not become a member by itself', async () => {
    await allowGuests()
    const error = await failure(signIn('ada@example.com'))
    const code = (await emulator.mails('ada@example.com')).at(-1)?.code ?? ''
    const pendingAuthenticationToken = String(error.pendingAuthenticationToken)
    expect(await failure(users().authenticateWithEmailVerification({ clientId, pendingAuthenticationToken, code })))
      .toMatchObject({ status: 400, code: 'organization_membership_not_found' })
  })
})

describe('a connection that was switched off', () => {
  it('refuses codes it gave out before', async () => {
    const { code = '' } = await browser.signIn(urlOf({ connectionId: GLOBEX_SSO }), 'homer@globex.com')
    await emulator.control('PATCH', `/_emulate/connections/${GLOBEX_SSO}`, { state: 'inactive' })
    expect(await failure(users().authenticateWithCode({ clientId, code }))).toMatchObject({ name: 'OauthException', error: 'invalid_connection' })
  })

  it('lets its people use other ways', async () => {
    await emulator.control('PATCH', `/_emulate/connections/${GLOBEX_SSO}`, { state: 'inactive' })
    expect(await emulator.signIn('homer@globex.com')).toMatchObject({ authenticationMethod: 'MagicAuth', organizationId: GLOBEX })
  })

  it('is no longer offered', async () => {
    await emulator.control('PATCH', `/_emulate/connections/${INITECH_SSO[0]}`, { state: 'inactive' })
    const error = await failure(emulator.signIn('peter@initech.com'))
    expect(error.rawData).toMatchObject({ error: 'sso_required', connection_ids: [INITECH_SSO[1]] })
  })
})

describe('connections under control', () => {
  it('are added, changed and removed', async () => {
    const { status, body } = await emulator.control('POST', '/_emulate/connections', { organization_id: ACME, name: 'Acme SSO', connection_type: 'GoogleOIDC' })
    expect(status).toBe(201)
    expect(await emulator.workos.sso.getConnection(body.id)).toMatchObject({ id: expect.stringMatching(/^conn_/), type: 'GoogleOIDC', name: 'Acme SSO', state: 'active' })
    expect(await failure(emulator.signIn('grace@acme.com'))).toMatchObject({ code: 'sso_required', rawData: { connection_ids: [body.id] } })
    await emulator.control('PATCH', `/_emulate/connections/${body.id}`, { state: 'inactive', name: 'Old SSO' })
    expect(await emulator.workos.sso.getConnection(body.id)).toMatchObject({ name: 'Old SSO', state: 'inactive' })
    await emulator.control('DELETE', `/_emulate/connections/${body.id}`)
    expect(await failure(emulator.workos.sso.getConnection(body.id))).toMatchObject({ status: 404 })
    expect((await names()).filter(name => name.startsWith('connection.')))
      .toEqual(['connection.activated', 'connection.deactivated', 'connection.deleted'])
  })

  it.each([
    ['POST', '', { organization_id: 'org_none' }, 404],
    ['POST', '', { organization_id: ACME, state: 'sleeping' }, 422],
    ['PATCH', `/${GLOBEX_SSO}`, { organization_id: ACME }, 422],
    ['PATCH', '/conn_none', {}, 404],
  ])('are checked: %s%s %o', async (method, path, body, status) => {
    expect(await emulator.control(method, `/_emulate/connections${path}`, body)).toMatchObject({ status })
  })
})

describe('what is told of SSO', () => {
  const sso = { organization_id: GLOBEX, connection_id: GLOBEX_SSO, session_id: null }

  it('is where it began and how it ended', async () => {
    const { user } = await signIn('homer@globex.com')
    expect(await events()).toMatchObject([
      { event: 'authentication.sso_started', data: { type: 'sso', status: 'started', user_id: null, email: null, ip_address: '127.0.0.1', sso } },
      { event: 'authentication.sso_succeeded', data: { type: 'sso', status: 'succeeded', user_id: user.id, email: 'homer@globex.com', sso } },
      { event: 'session.created', data: { user_id: user.id, auth_method: 'sso', organization_id: GLOBEX } },
    ])
  })

  it.each([
    [{ outcome: 'deny' }, 'access_denied'],
    [{ outcome: 'fail' }, 'server_error'],
    [{ email: 'ada@example.com' }, 'profile_not_allowed_outside_organization'],
  ])('is what went wrong: %o', async (fields, code) => {
    await browser.answer(await browser.open(urlOf({ connectionId: GLOBEX_SSO })), fields as Record<string, string>)
    expect((await events()).at(-1)).toMatchObject({ event: 'authentication.sso_failed', data: { status: 'failed', error: { code }, sso } })
  })

  it('is that nobody came back, once', async () => {
    const page = await browser.open(urlOf({ connectionId: GLOBEX_SSO }))
    await emulator.advance(600)
    await browser.follow(page)
    await browser.follow(page)
    expect(await names()).toEqual(['authentication.sso_started', 'authentication.sso_timed_out'])
  })
})
