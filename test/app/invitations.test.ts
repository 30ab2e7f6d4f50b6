import { describe, expect, inject, it } from 'vitest'
import { readCode, readMails } from '../support/inbox'
import { CALLERS, post, readSession, verifyMailedCode } from '../support/signInSteps'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'
import { controlWorkos, passProvider, SEED } from '../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)

const look = async (visitor: Visitor, token: string) =>
  await (await visitor.request(`/api/auth/invitation?invitation_token=${encodeURIComponent(token)}`)).json() as Record<string, unknown>

const pageOf = (token: string) => `/invitation?invitation_token=${encodeURIComponent(token)}`

/** Consumer mail: only this very address may use the invitation. */
const consumerAddress = () => newAddress('invited', 'gmail.com')

describe.each(CALLERS)('an invitation, by %s', (caller) => {
  it('is accepted by signing in with it', async () => {
    const visitor = createVisitor(stack.url)
    const email = consumerAddress()
    const { token } = await workos.invite({ email, organization_id: SEED.acme, role_slug: 'admin' })
    expect((await post(visitor, caller, '/api/auth/invitation', { invitationToken: token })).to).toBe('/login/code')
    expect((await post(visitor, caller, '/api/auth/magic-auth/verify', { code: await readCode(stack.workosUrl, email) })).to).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ user: { email }, organizationId: SEED.acme, role: 'admin' })
    expect(await look(visitor, token)).toMatchObject({ state: 'accepted', viewer: 'invited' })
    expect((await post(visitor, caller, '/api/auth/invitation', { invitationToken: token }))).toMatchObject(
      caller === 'JSON' ? { refusal: { code: 'invitation_accepted' } } : { to: pageOf(token) })
  })

  it('is accepted at once by whoever is signed in with its address', async () => {
    const email = consumerAddress()
    const visitor = await createSignedInVisitor(stack, email)
    const { token } = await workos.invite({ email, organization_id: SEED.acme })
    expect((await post(visitor, caller, '/api/auth/invitation', { invitationToken: token })).to).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.acme })
  })

  it('of somebody else is not accepted by whoever happens to be signed in', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    const before = await readSession(visitor)
    const { token, email } = await workos.invite({ email: consumerAddress(), organization_id: SEED.acme })
    const refused = await post(visitor, caller, '/api/auth/invitation', { invitationToken: token })
    expect(refused).toMatchObject(caller === 'JSON'
      ? { refusal: { status: 409, code: 'invitation_other_user', message: expect.stringContaining(email) } }
      : { to: pageOf(token) })
    expect(await readSession(visitor)).toEqual(before)

    // They sign out, come back, and go on as the invited person.
    expect((await post(visitor, caller, '/api/auth/logout', { returnTo: pageOf(token) })).to).toBe(pageOf(token))
    expect((await post(visitor, caller, '/api/auth/invitation', { invitationToken: token })).to).toBe('/login/code')
  })
})

describe('an invitation', () => {
  it('is told to whoever holds its token', async () => {
    const email = consumerAddress()
    const { token } = await workos.invite({ email, organization_id: SEED.acme, inviter_user_id: await workos.findUserId('grace@acme.com') })
    expect(await look(createVisitor(stack.url), token)).toEqual({
      state: 'pending', email, organization: { id: SEED.acme, name: 'Acme' }, inviter: 'Grace Hopper', expiresAt: expect.stringMatching(/^\d{4}-/), viewer: 'guest',
    })
    expect(await look(await createSignedInVisitor(stack, newAddress()), token)).toMatchObject({ viewer: 'other' })
    expect(await look(await createSignedInVisitor(stack, email), token)).toMatchObject({ viewer: 'invited' })
  })

  it('that nobody knows, or without a token, is refused in words', async () => {
    const visitor = createVisitor(stack.url)
    expect(await look(visitor, 'nonsense')).toMatchObject({ state: 'unknown', email: '', organization: null })
    expect(await look(visitor, '../users')).toMatchObject({ state: 'unknown' })
    expect(await look(visitor, '')).toMatchObject({ code: 'invalid_request' })
    expect((await post(visitor, 'JSON', '/api/auth/invitation', { invitationToken: 'nonsense' })).refusal).toMatchObject({ status: 404, code: 'invitation_unknown' })
    expect((await post(visitor, 'JSON', '/api/auth/invitation', {})).refusal).toMatchObject({ status: 400, message: expect.stringContaining('link') })
  })

  it('that was withdrawn says so', async () => {
    const { id, token } = await workos.invite({ email: consumerAddress(), organization_id: SEED.acme })
    await workos.api('POST', `/user_management/invitations/${id}/revoke`)
    expect(await look(createVisitor(stack.url), token)).toMatchObject({ state: 'revoked' })
    expect((await post(createVisitor(stack.url), 'JSON', '/api/auth/invitation', { invitationToken: token })).refusal).toMatchObject({ code: 'invitation_revoked' })
  })

  it('that is withdrawn while somebody signs in with it is left aside, and they are told', async () => {
    const visitor = createVisitor(stack.url)
    const email = consumerAddress()
    const { id, token } = await workos.invite({ email, organization_id: SEED.acme })
    await post(visitor, 'JSON', '/api/auth/invitation', { invitationToken: token })
    await workos.api('POST', `/user_management/invitations/${id}/revoke`)
    const code = await readCode(stack.workosUrl, email)
    expect(await post(visitor, 'JSON', '/api/auth/magic-auth/verify', { code })).toMatchObject({ refusal: { code: 'invitation_invalid' } })
    // The next try is without it.
    expect((await verifyMailedCode(visitor, 'JSON', stack, email)).to).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ organizationId: null })
  })

  it('used with another address says whose it is, and leaves it aside', async () => {
    const visitor = createVisitor(stack.url)
    const { token, email } = await workos.invite({ email: consumerAddress(), organization_id: SEED.acme })
    await post(visitor, 'JSON', '/api/auth/invitation', { invitationToken: token })
    const other = newAddress()
    expect(await verifyMailedCode(visitor, 'JSON', stack, other)).toMatchObject({
      refusal: { code: 'invitation_wrong_address', message: expect.stringContaining(email) },
    })
    expect((await verifyMailedCode(visitor, 'JSON', stack, other)).to).toBe('/tasks')
  })

  it('goes with a sign-in by a provider, too', async () => {
    const visitor = createVisitor(stack.url)
    const email = consumerAddress()
    const { token } = await workos.invite({ email, organization_id: SEED.acme })
    await post(visitor, 'JSON', '/api/auth/invitation', { invitationToken: token })
    const { to } = await post(visitor, 'JSON', '/api/auth/oauth/google', {})
    expect(new URL(to).searchParams.get('invitation_token')).toBe(token)
    expect((await visitor.request(await passProvider(to, { email }))).headers.get('location')).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.acme })
  })

  it('goes through single sign-on where the domain has it, without a mail', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress('invited', 'globex.com')
    const { token } = await workos.invite({ email, organization_id: SEED.globex })
    const { to } = await post(visitor, 'JSON', '/api/auth/invitation', { invitationToken: token })
    expect(new URL(to).searchParams.get('connection_id')).toBe(SEED.globexSso)
    expect((await visitor.request(await passProvider(to, { email }))).headers.get('location')).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.globex })
    expect((await readMails(stack.workosUrl, email)).map(({ kind }) => kind)).toEqual(['invitation'])
  })
})
