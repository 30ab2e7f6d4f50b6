import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { REDIRECT_URI, useBrowser } from './browser'
import { ACME, GLOBEX, GRACE, clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const browser = useBrowser(emulator)
const users = () => emulator.workos.userManagement

const invite = (email = 'new@friends.org', options: Partial<Parameters<ReturnType<typeof users>['sendInvitation']>[0]> = {}) =>
  users().sendInvitation({ email, organizationId: ACME, ...options })

/** Signs in with a code, the way an application does that was opened by an invitation. */
async function signInInvited(email: string, invitationToken: string) {
  const { code } = await users().createMagicAuth({ email, invitationToken })
  return users().authenticateWithMagicAuth({ clientId, email, code, invitationToken })
}

const eventNames = async () => (await emulator.api('GET', '/events?limit=100')).body.data.map(({ event }: { event: string }) => event)
const membershipOf = async (userId: string, organizationId = ACME) =>
  (await users().listOrganizationMemberships({ userId, organizationId, statuses: ['active', 'inactive', 'pending'] })).data[0]
const WEEK = 7 * 24 * 3600

describe('inviting', () => {
  it('answers the invitation with its token and address', async () => {
    const { status, body } = await emulator.api('POST', '/user_management/invitations', {
      email: 'new@friends.org', organization_id: ACME, role_slug: 'admin', inviter_user_id: GRACE,
    })
    expect(status).toBe(201)
    expect(body).toEqual({
      object: 'invitation',
      id: expect.stringMatching(/^invitation_/),
      email: 'new@friends.org',
      state: 'pending',
      accepted_at: null,
      revoked_at: null,
      expires_at: expect.any(String),
      token: expect.any(String),
      accept_invitation_url: `http://localhost:3000/invitation?invitation_token=${body.token}`,
      organization_id: ACME,
      inviter_user_id: GRACE,
      accepted_user_id: null,
      role_slug: 'admin',
      created_at: expect.any(String),
      updated_at: expect.any(String),
    })
    expect(Date.parse(body.expires_at) - Date.parse(body.created_at)).toBe(WEEK * 1000)
  })

  it('mails the address, which a setting decides', async () => {
    await emulator.configure({ invitationUrl: 'https://app.example.com/join?from=mail' })
    const { token } = await invite('new@friends.org', { inviterUserId: GRACE })
    const [mail] = await emulator.mails('new@friends.org')
    expect(mail).toMatchObject({ kind: 'invitation', url: `https://app.example.com/join?from=mail&invitation_token=${token}` })
    expect(mail?.text).toContain('Grace Hopper invites you to Acme')
  })

  it('leaves the mail to the application when that is set', async () => {
    await emulator.configure({ mailsOff: ['invitation'] })
    const { id, acceptInvitationUrl } = await invite()
    expect(await emulator.mails('new@friends.org')).toEqual([])
    expect(await users().getInvitation(id)).toMatchObject({ acceptInvitationUrl })
  })

  it('can be for the application only', async () => {
    expect(await users().sendInvitation({ email: 'new@friends.org' })).toMatchObject({ organizationId: null, roleSlug: null })
  })

  it.each([
    ['email_already_invited_to_organization', { email: 'NEW@friends.org', organizationId: ACME }],
    ['email_already_invited', { email: 'other@friends.org' }],
    ['user_already_organization_member', { email: 'grace@acme.com', organizationId: ACME }],
    ['user_already_exists', { email: 'ada@example.com' }],
    ['expires_in_days_too_short', { email: 'third@friends.org', expiresInDays: 0 }],
    ['expires_in_days_too_long', { email: 'third@friends.org', expiresInDays: 31 }],
    ['invalid_role', { email: 'third@friends.org', organizationId: ACME, roleSlug: 'owner' }],
  ])('is refused with %s', async (code, input) => {
    await invite()
    await users().sendInvitation({ email: 'other@friends.org' })
    expect(await failure(users().sendInvitation(input))).toMatchObject({ status: 400, code })
  })

  it.each([{ organizationId: 'org_none' }, { inviterUserId: 'user_none' }])('is refused for what does not exist: %o', async (input) => {
    expect(await failure(invite('new@friends.org', input))).toMatchObject({ name: 'NotFoundException', status: 404 })
  })

  it('is possible again once the last invitation is over', async () => {
    const { id } = await invite()
    await users().revokeInvitation(id)
    const second = await invite()
    await emulator.advance(WEEK)
    expect(await users().getInvitation(second.id)).toMatchObject({ state: 'expired' })
    expect(await invite()).toMatchObject({ state: 'pending' })
  })
})

describe('finding invitations', () => {
  it('by id and by token', async () => {
    const invitation = await invite()
    expect(await users().getInvitation(invitation.id)).toEqual(invitation)
    expect(await users().findInvitationByToken(invitation.token)).toEqual(invitation)
    expect(await failure(users().getInvitation('invitation_none'))).toMatchObject({ status: 404 })
    expect(await failure(users().findInvitationByToken('made-up'))).toMatchObject({ status: 404 })
  })

  it('by address and organization', async () => {
    for (const organizationId of [ACME, GLOBEX]) await invite('new@friends.org', { organizationId })
    await invite('other@friends.org')
    expect((await users().listInvitations({ email: 'NEW@friends.org' })).data).toHaveLength(2)
    expect((await users().listInvitations({ email: 'new@friends.org', organizationId: GLOBEX })).data).toMatchObject([{ organizationId: GLOBEX }])
    expect((await users().listInvitations({})).data).toHaveLength(3)
  })
})

describe('signing in with an invitation', () => {
  it('leads into its organization, with its role, and spends it', async () => {
    const { id, token } = await invite('new@friends.org', { roleSlug: 'admin' })
    const result = await signInInvited('new@friends.org', token)
    expect(result).toMatchObject({ organizationId: ACME, user: { email: 'new@friends.org' } })
    expect(decodeJwt(result.accessToken)).toMatchObject({ org_id: ACME, role: 'admin', permissions: ['tasks:write', 'members:manage'] })
    expect(await users().getInvitation(id)).toMatchObject({ state: 'accepted', acceptedUserId: result.user.id, acceptedAt: expect.any(String) })
    expect(await membershipOf(result.user.id)).toMatchObject({ status: 'active', role: { slug: 'admin' } })
    expect(await failure(signInInvited('new@friends.org', token))).toMatchObject({ name: 'OauthException', status: 400, error: 'invitation_invalid' })
  })

  it('is told after the session, without the token', async () => {
    const { token } = await invite()
    await signInInvited('new@friends.org', token)
    expect(await eventNames()).toEqual([
      'invitation.created', 'user.created', 'magic_auth.created', 'user.updated', 'authentication.magic_auth_succeeded',
      'organization_membership.created', 'session.created', 'invitation.accepted',
    ])
    const { body } = await emulator.api('GET', '/events?events=invitation.created,invitation.accepted')
    expect(body.data).toMatchObject([{ data: { state: 'pending' } }, { data: { state: 'accepted' } }])
    expect(JSON.stringify(body)).not.toContain(token)
    expect(body.data[0].data).not.toHaveProperty('accept_invitation_url')
  })

  it('spares members of several organizations the choice', async () => {
    const { id } = await emulator.workos.organizations.createOrganization({ name: 'Initech' })
    const { token } = await invite('dual@example.com', { organizationId: id })
    expect(await signInInvited('dual@example.com', token)).toMatchObject({ organizationId: id })
  })

  it('to the application only leaves the organization to the memberships', async () => {
    const { token, id } = await users().sendInvitation({ email: 'new@friends.org' })
    const result = await signInInvited('grace@acme.com', token)
    expect(result).toMatchObject({ organizationId: ACME })
    expect(await users().getInvitation(id)).toMatchObject({ state: 'accepted', acceptedUserId: GRACE })
  })

  it('survives the steps in between, and is not spent by them', async () => {
    await emulator.control('POST', '/_emulate/steps', { email: 'new@friends.org', steps: ['radar_email_challenge'] })
    const { token, id } = await invite()
    const error = await failure(signInInvited('new@friends.org', token))
    expect(await users().getInvitation(id)).toMatchObject({ state: 'pending' })
    const code = (await emulator.mails('new@friends.org')).at(-1)?.code ?? ''
    const result = await users().authenticateWithRadarEmailChallenge({
      clientId, pendingAuthenticationToken: String(error.pendingAuthenticationToken), radarChallengeId: String(error.radarChallengeId), code,
    })
    expect(result).toMatchObject({ organizationId: ACME })
    expect(await users().getInvitation(id)).toMatchObject({ state: 'accepted' })
  })

  it('leaves nothing behind when the token cannot be made', async () => {
    await emulator.api('PUT', '/user_management/jwt_template', { content: JSON.stringify({ bulk: 'x'.repeat(3072) }) })
    const { token, id } = await invite()
    const error = await failure(signInInvited('new@friends.org', token))
    expect(error).toMatchObject({ error: 'token_too_big' })
    const [user] = (await users().listUsers({ email: 'new@friends.org' })).data
    expect(await membershipOf(user!.id)).toBeUndefined()
    expect(await users().getInvitation(id)).toMatchObject({ state: 'pending' })
    expect(await eventNames()).not.toContain('organization_membership.created')
  })

  it('works for one of two who use it at the same moment', async () => {
    const { token } = await invite()
    const codes = await Promise.all(['new@friends.org', 'colleague@friends.org'].map(email => users().createMagicAuth({ email })))
    const results = await Promise.allSettled(codes.map(({ email, code }) =>
      users().authenticateWithMagicAuth({ clientId, email, code, invitationToken: token })))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { error: 'invitation_invalid' } })
    const { data } = await users().listOrganizationMemberships({ organizationId: ACME, limit: 100 })
    expect(data.filter(({ userId }) => codes.some(code => code.userId === userId))).toHaveLength(1)
  })
})

describe('coming from a provider with an invitation', () => {
  const callbackCode = async (invitationToken?: string) => {
    await emulator.configure({ autoApprove: 'new@friends.org', signUpAllowed: false })
    const { code = '' } = await browser.refusal(users().getAuthorizationUrl({
      clientId, provider: 'GoogleOAuth', redirectUri: REDIRECT_URI, ...(invitationToken && { invitationToken }),
    }))
    return code
  }

  it('joins, where nobody else may sign up', async () => {
    const { token } = await invite('new@friends.org', { roleSlug: 'admin' })
    expect(await failure(users().authenticateWithCode({ clientId, code: await callbackCode() }))).toMatchObject({ error: 'sign_up_not_allowed' })
    const result = await users().authenticateWithCode({ clientId, code: await callbackCode(token) })
    expect(result).toMatchObject({ organizationId: ACME, authenticationMethod: 'GoogleOAuth' })
    expect(await membershipOf(result.user.id)).toMatchObject({ role: { slug: 'admin' } })
  })

  it('may also name it when the code is exchanged', async () => {
    const { token: invitationToken } = await invite()
    const code = await callbackCode()
    expect(await users().authenticateWithCode({ clientId, code, invitationToken })).toMatchObject({ organizationId: ACME })
  })
})

describe('who may use an invitation', () => {
  it.each([
    ['to the application', 'new@friends.org', null, 'anybody@elsewhere.org', true],
    ['to an organization, by a colleague', 'new@friends.org', ACME, 'colleague@FRIENDS.org', true],
    ['to an organization, by somebody else', 'new@friends.org', ACME, 'anybody@elsewhere.org', false],
    ['to an organization, by its consumer address', 'new@gmail.com', ACME, 'New@gmail.com', true],
    ['to an organization, by another consumer address', 'new@gmail.com', ACME, 'other@gmail.com', false],
  ])('%s', async (_, invited, organizationId, email, allowed) => {
    const { token } = await users().sendInvitation({ email: invited, ...(organizationId && { organizationId }) })
    const { code } = await users().createMagicAuth({ email })
    const call = users().authenticateWithMagicAuth({ clientId, email, code, invitationToken: token })
    if (allowed) expect(await call).toMatchObject({ user: { email } })
    else expect(await failure(call)).toMatchObject({ name: 'OauthException', status: 400, error: 'invitation_cannot_be_used_for_email' })
  })

  it.each([
    ['was revoked', (id: string) => users().revokeInvitation(id)],
    ['has expired', () => emulator.advance(WEEK)],
    ['was accepted', (id: string) => users().acceptInvitation(id)],
  ])('nobody when it %s', async (_, end) => {
    const { id, token } = await invite()
    await end(id)
    expect(await failure(users().createMagicAuth({ email: 'new@friends.org', invitationToken: token })))
      .toMatchObject({ name: 'OauthException', status: 400, error: 'invitation_invalid' })
  })
})

describe('where nobody may sign up', () => {
  const strangerWith = (invitationToken: string | undefined) =>
    users().createMagicAuth({ email: 'new@friends.org', ...(invitationToken && { invitationToken }) })

  it('only the invited may', async () => {
    await emulator.configure({ signUpAllowed: false })
    const { token } = await invite()
    expect(await failure(strangerWith(undefined))).toMatchObject({ name: 'OauthException', status: 400, error: 'sign_up_not_allowed' })
    expect(await failure(strangerWith('made-up'))).toMatchObject({ error: 'invitation_invalid' })
    const { code } = await strangerWith(token)
    const result = await users().authenticateWithMagicAuth({ clientId, email: 'new@friends.org', code, invitationToken: token })
    expect(result).toMatchObject({ organizationId: ACME })
  })

  it('whoever is known still signs in', async () => {
    await emulator.configure({ signUpAllowed: false })
    expect(await emulator.signIn('ada@example.com')).toMatchObject({ user: { email: 'ada@example.com' } })
  })
})

describe('inviting somebody who has an account', () => {
  const adaId = async () => (await users().listUsers({ email: 'ada@example.com' })).data[0]!.id

  it('makes a membership that waits, and that does not count yet', async () => {
    await invite('ada@example.com', { roleSlug: 'admin' })
    const membership = await membershipOf(await adaId())
    expect(membership).toMatchObject({ status: 'pending', role: { slug: 'admin' } })
    expect((await emulator.signIn('ada@example.com')).organizationId).toBeUndefined()
    expect(await failure(users().deactivateOrganizationMembership(membership!.id)))
      .toMatchObject({ code: 'cannot_deactivate_pending_organization_membership' })
    expect(await failure(users().reactivateOrganizationMembership(membership!.id)))
      .toMatchObject({ code: 'cannot_reactivate_pending_organization_membership' })
  })

  it('activates it when they sign in with it, in the role it has by then', async () => {
    const { token } = await invite('ada@example.com', { roleSlug: 'admin' })
    const membership = await membershipOf(await adaId())
    await users().updateOrganizationMembership(membership!.id, { roleSlug: 'member' })
    expect(await signInInvited('ada@example.com', token)).toMatchObject({ organizationId: ACME })
    expect(await membershipOf(await adaId())).toMatchObject({ id: membership!.id, status: 'active', role: { slug: 'member' } })
  })

  it('removes it when the invitation is revoked', async () => {
    const { id } = await invite('ada@example.com')
    await users().revokeInvitation(id)
    expect(await membershipOf(await adaId())).toBeUndefined()
    expect(await eventNames()).toEqual(['invitation.created', 'organization_membership.created', 'invitation.revoked', 'organization_membership.deleted'])
  })

  it('removes it when a colleague comes instead', async () => {
    const { token } = await invite('ada@example.com')
    expect(await signInInvited('colleague@example.com', token)).toMatchObject({ organizationId: ACME })
    expect(await membershipOf(await adaId())).toBeUndefined()
  })

  it('brings back who was deactivated', async () => {
    const membership = await membershipOf(GRACE)
    await users().deactivateOrganizationMembership(membership!.id)
    const { token } = await invite('grace@acme.com')
    expect(await membershipOf(GRACE)).toMatchObject({ status: 'inactive' })
    expect(await signInInvited('grace@acme.com', token)).toMatchObject({ organizationId: ACME })
  })
})

describe('without a sign-in', () => {
  it('an invitation can be accepted, once', async () => {
    const { id } = await invite('new@friends.org', { roleSlug: 'admin' })
    const accepted = await users().acceptInvitation(id)
    expect(accepted).toMatchObject({ id, state: 'accepted', acceptedUserId: expect.any(String) })
    expect(await membershipOf(accepted.acceptedUserId!)).toMatchObject({ status: 'active', role: { slug: 'admin' } })
    expect(await failure(users().acceptInvitation(id))).toMatchObject({ status: 400, code: 'invite_not_pending' })
  })

  it('it can be revoked, once', async () => {
    const { id } = await invite()
    expect(await users().revokeInvitation(id)).toMatchObject({ state: 'revoked', revokedAt: expect.any(String) })
    expect(await failure(users().revokeInvitation(id))).toMatchObject({ status: 400, code: 'invite_not_pending' })
    expect(await failure(users().acceptInvitation(id))).toMatchObject({ status: 400, code: 'invite_not_pending' })
  })

  it('it can be mailed again, unchanged', async () => {
    const invitation = await invite()
    expect(await users().resendInvitation(invitation.id)).toEqual(invitation)
    expect(await emulator.mails('new@friends.org')).toMatchObject([{ url: invitation.acceptInvitationUrl }, { url: invitation.acceptInvitationUrl }])
    expect(await eventNames()).toEqual(['invitation.created', 'invitation.resent'])
  })

  it.each([
    ['invite_revoked', (id: string) => users().revokeInvitation(id)],
    ['invite_accepted', (id: string) => users().acceptInvitation(id)],
    ['invite_expired', () => emulator.advance(WEEK)],
  ])('it cannot be mailed again: %s', async (code, end) => {
    const { id } = await invite()
    await end(id)
    expect(await failure(users().resendInvitation(id))).toMatchObject({ status: 400, code })
  })

  it('it goes with its organization', async () => {
    const { id } = await invite()
    await emulator.workos.organizations.deleteOrganization(ACME)
    expect(await failure(users().getInvitation(id))).toMatchObject({ status: 404 })
  })
})
