import { DomainDataState } from '@workos-inc/node'
import { describe, expect, it } from 'vitest'
import { ACME, GLOBEX, GLOBEX_SSO, GRACE, INITECH, INITECH_SSO, clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const organizations = () => emulator.workos.organizations

describe('organizations', () => {
  it('are created with their domains', async () => {
    const created = await organizations().createOrganization({
      name: 'Hooli', externalId: 'ext-9', metadata: { tier: 'gold' }, domainData: [{ domain: 'Hooli.com', state: DomainDataState.Verified }],
    })
    expect(created).toMatchObject({ name: 'Hooli', externalId: 'ext-9', metadata: { tier: 'gold' }, domains: [{ domain: 'hooli.com', state: 'verified', organizationId: created.id }] })
    expect(await organizations().getOrganization(created.id)).toEqual(created)
    expect(await organizations().getOrganizationByExternalId('ext-9')).toEqual(created)
  })

  it('cannot share a domain', async () => {
    const call = organizations().createOrganization({ name: 'Other', domainData: [{ domain: 'acme.com', state: DomainDataState.Pending }] })
    expect(await failure(call)).toMatchObject({ name: 'ConflictException', status: 409 })
    expect((await organizations().listOrganizations()).data.map(({ name }) => name)).not.toContain('Other')
  })

  it('cannot share an external id', async () => {
    await organizations().updateOrganization({ organization: ACME, externalId: 'mine' })
    expect(await failure(organizations().createOrganization({ name: 'Other', externalId: 'mine' }))).toMatchObject({ status: 400, code: 'external_id_already_used' })
  })

  it('are found by domain and by name', async () => {
    const names = async (query: string) =>
      (await emulator.api('GET', `/organizations?${query}`)).body.data.map(({ name }: { name: string }) => name)
    expect(await names('domains=acme.com,globex.com&order=asc')).toEqual(['Acme', 'Globex'])
    expect(await names('domains[]=GLOBEX.com')).toEqual(['Globex'])
    expect(await names('search=ACM')).toEqual(['Acme'])
    expect(await names('domains=nobody.com')).toEqual([])
  })

  it('replace their domains and keep the ones that stay', async () => {
    const [before] = (await organizations().getOrganization(ACME)).domains
    const changed = await organizations().updateOrganization({
      organization: ACME, name: 'Acme Inc', domainData: [{ domain: 'acme.com', state: DomainDataState.Pending }, { domain: 'acme.org', state: DomainDataState.Pending }],
    })
    expect(changed.name).toBe('Acme Inc')
    expect(changed.domains).toEqual([before, expect.objectContaining({ domain: 'acme.org', state: 'pending' })])
  })

  it('take everything along when deleted', async () => {
    await organizations().deleteOrganization(GLOBEX)
    expect(await failure(organizations().getOrganization(GLOBEX))).toMatchObject({ name: 'NotFoundException' })
    expect((await emulator.workos.sso.listConnections()).data.map(({ organizationId }) => organizationId)).not.toContain(GLOBEX)
    expect(await emulator.signIn('dual@example.com')).toMatchObject({ organizationId: ACME })
  })
})

describe('organization domains', () => {
  it('are added, verified and removed', async () => {
    const domains = emulator.workos.organizationDomains
    const added = await domains.createOrganizationDomain({ organizationId: ACME, domain: 'acme.dev' })
    expect(added).toMatchObject({ domain: 'acme.dev', state: 'pending', verificationStrategy: 'dns', verificationToken: expect.any(String) })
    expect(await domains.verifyOrganizationDomain(added.id)).toMatchObject({ id: added.id, state: 'verified' })
    expect(await domains.getOrganizationDomain(added.id)).toMatchObject({ state: 'verified' })
    await domains.deleteOrganizationDomain(added.id)
    expect(await failure(domains.getOrganizationDomain(added.id))).toMatchObject({ status: 404 })
  })

  it('belong to one organization', async () => {
    const call = emulator.workos.organizationDomains.createOrganizationDomain({ organizationId: GLOBEX, domain: 'ACME.com' })
    expect(await failure(call)).toMatchObject({ name: 'ConflictException' })
  })
})

describe('connections', () => {
  it('are found by organization, domain and type', async () => {
    const ids = async (query: string) =>
      (await emulator.api('GET', `/connections?${query}`)).body.data.map(({ id }: { id: string }) => id)
    expect((await emulator.workos.sso.listConnections({ organizationId: GLOBEX })).data)
      .toMatchObject([{ id: GLOBEX_SSO, type: 'GenericSAML', state: 'active', domains: [{ domain: 'globex.com' }] }])
    expect(await ids(`organization_id=${ACME}`)).toEqual([])
    expect(await ids('domain=globex.com')).toEqual([GLOBEX_SSO])
    expect(await ids('domain=acme.com')).toEqual([])
    expect(await ids('domain=INITECH.com&order=asc')).toEqual(INITECH_SSO)
    expect(await ids('connection_type=OktaSAML')).toEqual([INITECH_SSO[0]])
    expect(await ids(`organization_id=${INITECH}&connection_type=EntraIdOIDC`)).toEqual([INITECH_SSO[1]])
    expect(await ids('connection_type=GoogleSAML')).toEqual([])
  })

  it('are read by id', async () => {
    expect(await emulator.workos.sso.getConnection(GLOBEX_SSO)).toMatchObject({ organizationId: GLOBEX, name: 'Globex SSO' })
    expect(await failure(emulator.workos.sso.getConnection('conn_none'))).toMatchObject({ status: 404 })
  })
})

describe('memberships', () => {
  const users = () => emulator.workos.userManagement
  const signInTo = async (organizationId: string) => {
    const { pendingAuthenticationToken } = await failure(emulator.signIn('grace@acme.com'))
    return users().authenticateWithOrganizationSelection({ clientId, organizationId, pendingAuthenticationToken: String(pendingAuthenticationToken) })
  }
  const ofGrace = async () => (await users().listOrganizationMemberships({ userId: GRACE })).data[0]!

  it('need a user or an organization to be listed', async () => {
    expect(await emulator.api('GET', '/user_management/organization_memberships'))
      .toMatchObject({ status: 400, body: { code: 'missing_user_id_or_organization_id' } })
  })

  it('carry the role, the name of the organization and the user', async () => {
    const { id } = await ofGrace()
    const { body } = await emulator.api('GET', `/user_management/organization_memberships/${id}`)
    expect(body).toMatchObject({
      object: 'organization_membership', organization_name: 'Acme', status: 'active', role: { slug: 'admin' }, roles: [{ slug: 'admin' }], user: { object: 'user', email: 'grace@acme.com' },
    })
  })

  it('are created with the default role', async () => {
    const created = await users().createOrganizationMembership({ userId: GRACE, organizationId: GLOBEX })
    expect(created).toMatchObject({ userId: GRACE, organizationId: GLOBEX, status: 'active', role: { slug: 'member' } })
  })

  it.each([
    ['invalid_role', { role_slug: 'emperor' }],
    ['multiple_roles_not_enabled', { role_slugs: ['admin', 'member'] }],
  ])('are refused with %s', async (code, roles) => {
    expect(await emulator.api('POST', '/user_management/organization_memberships', { user_id: GRACE, organization_id: GLOBEX, ...roles }))
      .toMatchObject({ status: 400, body: { code } })
  })

  it('can have several roles when that is enabled', async () => {
    await emulator.configure({ multipleRoles: true })
    const { id } = await ofGrace()
    expect(await users().updateOrganizationMembership(id, { roleSlugs: ['member', 'admin'] }))
      .toMatchObject({ role: { slug: 'member' }, roles: [{ slug: 'member' }, { slug: 'admin' }] })
  })

  it('exist once', async () => {
    expect(await failure(users().createOrganizationMembership({ userId: GRACE, organizationId: ACME }))).toMatchObject({ status: 400 })
  })

  it('hide inactive ones unless asked, and come back when created again', async () => {
    const { id } = await ofGrace()
    expect(await users().deactivateOrganizationMembership(id)).toMatchObject({ status: 'inactive' })
    const list = async (statuses?: ('active' | 'inactive')[]) =>
      (await users().listOrganizationMemberships({ userId: GRACE, ...(statuses && { statuses }) })).data.map(row => row.id)
    expect(await list()).toEqual([])
    expect(await list(['active', 'inactive'])).toEqual([id])
    expect(await users().createOrganizationMembership({ userId: GRACE, organizationId: ACME }))
      .toMatchObject({ id, status: 'active', role: { slug: 'admin' } })
  })

  it('end the sessions of whoever is removed there, and no others', async () => {
    const { userId } = await users().createOrganizationMembership({ userId: GRACE, organizationId: GLOBEX })
    const { refreshToken, organizationId } = await signInTo(ACME)
    await signInTo(GLOBEX)
    await users().deleteOrganizationMembership((await users().listOrganizationMemberships({ userId, organizationId: ACME })).data[0]!.id)
    expect(organizationId).toBe(ACME)
    expect((await users().listSessions(userId)).data).toMatchObject([{ organizationId: GLOBEX, status: 'active' }, { organizationId: ACME, status: 'revoked' }])
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject({ name: 'OauthException', error: 'invalid_grant' })
  })

  it('end the sessions of whoever is deactivated there', async () => {
    await emulator.signIn('grace@acme.com')
    const { id } = await ofGrace()
    await users().deactivateOrganizationMembership(id)
    expect((await users().listSessions(GRACE)).data).toMatchObject([{ status: 'revoked' }])
    expect(await users().reactivateOrganizationMembership(id)).toMatchObject({ status: 'active' })
  })
})
