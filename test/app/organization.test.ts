import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { startAppServer, type AppServer } from '../support/appServer'
import { readMails } from '../support/inbox'
import { createOrganization, createTeam, type Team } from '../support/organizations'
import { PEOPLE, ROLES } from '../support/permissionMatrix'
import { CALLERS, post, readSession } from '../support/signInSteps'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'
import { controlWorkos, SEED } from '../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)

const membershipsSchema = z.object({ data: z.array(z.object({ id: z.string(), user_id: z.string(), status: z.string(), role: z.object({ slug: z.string() }) })) })
const invitationsSchema = z.object({ data: z.array(z.object({ id: z.string(), email: z.string(), state: z.string(), role_slug: z.string().nullish(), inviter_user_id: z.string().nullish() })) })

async function listMembers(organizationId: string) {
  return membershipsSchema.parse(await workos.api('GET', `/user_management/organization_memberships?organization_id=${organizationId}&statuses=active,inactive,pending`)).data
}

async function listInvitations(organizationId: string) {
  return invitationsSchema.parse(await workos.api('GET', `/user_management/invitations?organization_id=${organizationId}`)).data
}

/** As a browser asks for it. */
async function readPage(visitor: Visitor | undefined, path: string): Promise<string> {
  const response = await visitor?.request(path, { headers: { accept: 'text/html' } })
  return await response?.text() ?? ''
}

async function refusal(visitor: Visitor, path: string, fields: Record<string, string> = {}) {
  return (await post(visitor, 'JSON', path, fields)).refusal
}

describe.each(CALLERS)('by %s', (caller) => {
  it('somebody makes an organization, and is in it at once', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress('founder'))
    const before = await readSession(visitor)
    expect((await post(visitor, caller, '/api/organization', { name: '  Fern & Sons ' })).to).toBe('/organization?done=created')
    const session = await readSession(visitor)
    expect(session).toMatchObject({ sessionId: before?.sessionId, role: 'admin', permissions: expect.arrayContaining(['members:manage']) })
    const page = await (await visitor.request('/organization?done=created')).text()
    expect(page).toMatch(/<h2[^>]*>\s*Fern &amp; Sons\s*<\/h2>/)
    expect(page).toContain('The organization is there.')
  })

  it('invites, invites again, and takes it back', async () => {
    const { manager, organizationId } = await createTeam(stack, [])
    const email = newAddress('invited')
    expect((await post(manager.visitor, caller, '/api/organization/invitations', { email, role: 'member' })).to).toBe('/organization?done=invited')
    const [invitation] = await listInvitations(organizationId)
    expect(invitation).toMatchObject({ email, state: 'pending', role_slug: 'member', inviter_user_id: manager.userId })
    expect(await readMails(stack.workosUrl, email)).toHaveLength(1)

    expect((await post(manager.visitor, caller, `/api/organization/invitations/${invitation?.id}/resend`, {})).to).toBe('/organization?done=resent')
    expect(await readMails(stack.workosUrl, email)).toHaveLength(2)

    expect((await post(manager.visitor, caller, `/api/organization/invitations/${invitation?.id}/revoke`, {})).to).toBe('/organization?done=revoked')
    expect(await listInvitations(organizationId)).toMatchObject([{ state: 'revoked' }])
  })

  it('changes a role, and removes a member', async () => {
    const { manager, members: [member], organizationId } = await createTeam(stack, ['member'])
    expect((await post(manager.visitor, caller, `/api/organization/members/${member?.membershipId}/role`, { role: 'admin' })).to).toBe('/organization?done=role')
    expect((await listMembers(organizationId)).find(({ id }) => id === member?.membershipId)).toMatchObject({ role: { slug: 'admin' } })
    expect((await post(manager.visitor, caller, `/api/organization/members/${member?.membershipId}/remove`, {})).to).toBe('/organization?done=removed')
    expect((await listMembers(organizationId)).map(({ user_id }) => user_id)).toEqual([manager.userId])
  })

  it('goes to the Admin Portal and comes back', async () => {
    const { manager } = await createTeam(stack, [])
    const { to } = await post(manager.visitor, caller, '/api/organization/portal', { intent: 'domain_verification' })
    expect(new URL(to).port).toBe(new URL(stack.workosUrl).port)
    const back = await fetch(to, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ domain: `${newAddress('d').split('@')[0]}.example.net` }) })
    const { pathname, search } = new URL(back.headers.get('location') ?? '')
    expect(pathname + search).toBe('/organization/setup?done=setup')
    expect(await (await manager.visitor.request(pathname + search)).text()).toContain('What you set up counts')
  })

  it('leaves one organization for another one, and with the last one is signed out', async () => {
    const { manager, members: [leaver] } = await createTeam(stack, ['member'])
    if (!leaver) throw new Error('The team has no member.')
    expect((await post(leaver.visitor, caller, '/api/organization', { name: 'Elsewhere' })).to).toBe('/organization?done=created')
    const elsewhere = (await readSession(leaver.visitor))?.organizationId
    await post(leaver.visitor, caller, '/api/auth/organization', { organizationId: manager.organizationId })
    expect((await readSession(leaver.visitor))?.organizationId).toBe(manager.organizationId)

    expect((await post(leaver.visitor, caller, '/api/organization/leave', { confirm: '1' })).to).toBe('/organization?done=left')
    expect((await readSession(leaver.visitor))?.organizationId).toBe(elsewhere)
    expect(await listMembers(manager.organizationId)).toHaveLength(1)

    const alone = (await createTeam(stack, ['member'])).members[0]
    if (!alone) throw new Error('The team has no member.')
    expect((await post(alone.visitor, caller, '/api/organization/leave', { confirm: '1' })).to).toBe('/')
    expect(await readSession(alone.visitor)).toBeNull()
  })
})

/** Every route that manages an organization, as somebody would post to it who may. */
const ROUTES = ({ members: [member], invitationId }: Team & { invitationId: string }): [path: string, fields: Record<string, string>][] => [
  ['/api/organization/invitations', { email: newAddress('wanted') }],
  [`/api/organization/invitations/${invitationId}/resend`, {}],
  [`/api/organization/invitations/${invitationId}/revoke`, {}],
  [`/api/organization/members/${member?.membershipId}/role`, { role: 'admin' }],
  [`/api/organization/members/${member?.membershipId}/remove`, {}],
  ['/api/organization/portal', { intent: 'sso' }],
]

describe('what is refused', () => {
  let team: Team & { invitationId: string }

  beforeAll(async () => {
    const created = await createTeam(stack, ['member', 'member'])
    await post(created.manager.visitor, 'JSON', '/api/organization/invitations', { email: newAddress('waiting') })
    team = { ...created, invitationId: (await listInvitations(created.organizationId))[0]?.id ?? '' }
  })

  describe.each(PEOPLE)('%s', (person) => {
    it('may manage members only with the permission, and of their own organization only', async () => {
      const visitor = person === 'visitor' ? createVisitor(stack.url) : await createSignedInVisitor(stack, person)
      const may = ROLES[person]?.permissions.includes('members:manage')
      const refused = await Promise.all(ROUTES(team).map(async ([path, fields]) => [path, await refusal(visitor, path, { ...fields, organizationId: team.organizationId })] as const))
      for (const [path, answer] of refused) {
        if (may) expect(answer, path).toMatchObject({ status: 409, code: 'organization_switched' })
        else expect(answer, path).toMatchObject(person === 'visitor' ? { status: 401, code: 'unauthenticated' } : { status: 403, code: ROLES[person] ? 'forbidden' : 'no_organization' })
      }
      if (!may) return
      // Ids of another organization, without saying whose: like ids of nothing.
      const foreign = ROUTES(team).filter(([path]) => path.split('/').length > 4)
      for (const [path, fields] of foreign) expect(await refusal(visitor, path, fields), path).toMatchObject({ status: 404 })
      expect((await listMembers(team.organizationId)).filter(({ status }) => status === 'active')).toHaveLength(3)
      expect(await listInvitations(team.organizationId)).toMatchObject([{ state: 'pending' }])
    })

    it('sees controls only for what they may do', async () => {
      if (person === 'visitor') return
      const visitor = await createSignedInVisitor(stack, person)
      const page = await (await visitor.request('/organization')).text()
      const may = ROLES[person]?.permissions.includes('members:manage') ?? false
      expect(page.includes('action="/api/organization/invitations"')).toBe(may)
      expect(/action="\/api\/organization\/members\/[^"]+\/(?:remove|role)"/.test(page)).toBe(may)
      expect(page.includes('href="/organization/setup"')).toBe(may)
      const setup = await visitor.request('/organization/setup')
      expect(setup.status).toBe(may ? 200 : 403)
    })
  })

  it('says on the page what is missing and whom to ask', async () => {
    const { manager, members: [member] } = team
    const page = await readPage(member?.visitor, '/organization/setup')
    expect(page).toMatch(/<h1[^>]*>\s*Your role does not allow this/)
    expect(page).toMatch(/Your role in [^<]+ is Member\./)
    expect(page).toContain('<code>members:manage</code>')
    expect(page).toContain(`mailto:${manager.email}`)
    const nobody = await createSignedInVisitor(stack, newAddress('nobody'))
    expect(await readPage(nobody, '/organization/setup')).toMatch(/<h1[^>]*>\s*Choose an organization/)
  })

  it('is told in words to a plain form, on the page of the form', async () => {
    const { visitor } = team.manager
    const response = await visitor.postForm('/api/organization/invitations', { email: 'nonsense' })
    expect(response.headers.get('location')).toBe('/organization')
    expect(await (await visitor.request('/organization')).text()).toMatch(/role="alert"[^>]*>\s*That does not look like an email address/)
  })

  it.each([
    ['an address that was invited', async () => ['/api/organization/invitations', { email: (await listInvitations(team.organizationId))[0]?.email ?? '' }], 'email_already_invited_to_organization'],
    ['an address of a member', async () => ['/api/organization/invitations', { email: team.members[0]?.email ?? '' }], 'user_already_organization_member'],
    ['a role that is none', async () => ['/api/organization/invitations', { email: newAddress(), role: 'emperor' }], 'role_unknown'],
    ['changing oneself', async () => [`/api/organization/members/${team.manager.membershipId}/role`, { role: 'member' }], 'member_is_self'],
    ['removing oneself', async () => [`/api/organization/members/${team.manager.membershipId}/remove`, {}], 'member_is_self'],
    ['leaving without a word', async () => ['/api/organization/leave', {}], 'invalid_request'],
    ['leaving as the last who manages', async () => ['/api/organization/leave', { confirm: '1' }], 'last_manager'],
    ['a portal that is none', async () => ['/api/organization/portal', { intent: 'everything' }], 'invalid_request'],
    ['an organization without a name', async () => ['/api/organization', { name: ' ' }], 'invalid_request'],
  ] as [string, () => Promise<[string, Record<string, string>]>, string][])('%s', async (_, attempt, code) => {
    const [path, fields] = await attempt()
    expect(await refusal(team.manager.visitor, path, fields)).toMatchObject({ code })
    expect((await listMembers(team.organizationId)).filter(({ status }) => status === 'active')).toHaveLength(3)
  })

  it('a role with more permissions than one’s own is neither given nor touched', async () => {
    const { manager, members: [member], organizationId } = await createTeam(stack, ['member'])
    await workos.api('POST', '/authorization/permissions', { slug: `billing:${organizationId.slice(-6).toLowerCase()}`, name: 'Billing' })
    await workos.api('POST', `/authorization/organizations/${organizationId}/roles`, { slug: 'org-owner', name: 'Owner' })
    await workos.api('PUT', `/authorization/organizations/${organizationId}/roles/org-owner/permissions`, { permissions: ['members:manage', `billing:${organizationId.slice(-6).toLowerCase()}`] })
    const path = `/api/organization/members/${member?.membershipId}`
    expect(await refusal(manager.visitor, `${path}/role`, { role: 'org-owner' })).toMatchObject({ status: 403, code: 'role_above_own' })
    expect(await refusal(manager.visitor, '/api/organization/invitations', { email: newAddress(), role: 'org-owner' })).toMatchObject({ code: 'role_above_own' })
    await workos.api('PUT', `/user_management/organization_memberships/${member?.membershipId}`, { role_slug: 'org-owner' })
    expect(await refusal(manager.visitor, `${path}/remove`, {})).toMatchObject({ code: 'role_above_own' })
  })

  it('whoever was removed or demoted, at once, while their token is still good', async () => {
    const { organizationId, members: [demoted, removed, other] } = await createTeam(stack, ['admin', 'admin', 'member'])
    if (!demoted || !removed || !other) throw new Error('The team is not complete.')
    await workos.api('PUT', `/user_management/organization_memberships/${demoted.membershipId}`, { role_slug: 'member' })
    await workos.api('DELETE', `/user_management/organization_memberships/${removed.membershipId}`)
    const path = `/api/organization/members/${other.membershipId}/remove`
    expect(await refusal(demoted.visitor, path)).toMatchObject({ status: 403, code: 'forbidden' })
    expect(await refusal(removed.visitor, path)).toMatchObject({ status: 403, code: 'not_a_member' })
    expect((await listMembers(organizationId)).map(({ id }) => id)).toContain(other.membershipId)
  })

  it('nobody for using up their renewals, however often their membership changes and their role does not', async () => {
    const { manager } = await createTeam(stack, [])
    for (let time = 0; time < 8; time++) {
      await workos.api('PUT', `/user_management/organization_memberships/${manager.membershipId}`, { role_slug: 'admin' })
      expect(await refusal(manager.visitor, '/api/organization/portal', { intent: 'everything' })).toMatchObject({ code: 'invalid_request' })
    }
  })

  it('a request of another site', async () => {
    const response = await team.manager.visitor.request('/api/organization/invitations', {
      method: 'POST', headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' }, body: 'email=a%40b.example',
    })
    expect(response.status).toBe(403)
  })
})

describe('where only the owner makes organizations, and support may act as users', () => {
  let closed: AppServer
  beforeAll(async () => {
    closed = await startAppServer(stack, {
      cookiePassword: 'a password of thirty-two characters',
      env: { NUXT_PUBLIC_AUTH_CREATE_ORGANIZATIONS: 'false', NUXT_AUTH_IMPERSONATION: 'true' },
    })
  })
  afterAll(async () => await closed.stop())

  it('whoever acts as a user manages nothing in their name', async () => {
    const { manager, members: [member] } = await createTeam(stack, ['member'])
    const arrival = await fetch(`${stack.workosUrl}/_emulate/impersonate?email=${encodeURIComponent(manager.email)}&reason=Help`, { redirect: 'manual' })
    const { pathname, search } = new URL(arrival.headers.get('location') ?? '')
    const visitor = createVisitor(closed.url)
    await visitor.request(pathname + search)
    expect(await readSession(visitor)).toMatchObject({ user: { email: manager.email }, permissions: expect.arrayContaining(['members:manage']) })
    const path = `/api/organization/members/${member?.membershipId}`
    expect(await refusal(visitor, `${path}/remove`)).toMatchObject({ status: 403, code: 'impersonation_limited' })
    expect(await refusal(visitor, '/api/organization/leave', { confirm: '1' })).toMatchObject({ code: 'impersonation_limited' })
    expect(await readPage(visitor, '/account')).not.toContain('action="/api/auth/sessions/revoke"')
  })

  it('nobody else makes one', async () => {
    const visitor = await createSignedInVisitor(closed, newAddress('closed'))
    expect(await refusal(visitor, '/api/organization', { name: 'Mine' })).toMatchObject({ status: 403, code: 'organizations_closed' })
    expect(await (await visitor.request('/organization')).text()).not.toContain('href="/organization/new"')
    expect(await (await visitor.request('/organization/new')).text()).toContain('New organizations cannot be made here')
  })
})

describe('switching', () => {
  it('keeps the session, and changes what it may', async () => {
    const email = newAddress('both')
    const visitor = await createSignedInVisitor(stack, email)
    const first = await createOrganization(visitor, 'First')
    const before = await readSession(visitor)
    await workos.join(await workos.findUserId(email), SEED.acme)
    expect((await post(visitor, 'JSON', '/api/auth/organization', { organizationId: SEED.acme, returnTo: '/organization' })).to).toBe('/organization')
    expect(await readSession(visitor)).toMatchObject({ sessionId: before?.sessionId, organizationId: SEED.acme, role: 'member', permissions: [] })
    expect(await (await visitor.request('/organization')).text()).toContain('Switch to First')
    expect((await post(visitor, 'forms', '/api/auth/organization', { organizationId: first })).to).toBe('/tasks')
  })
})
