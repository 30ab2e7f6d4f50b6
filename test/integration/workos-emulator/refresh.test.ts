import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { ACME, GLOBEX, GRACE, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()

const invalidGrant = { name: 'OauthException', status: 400, error: 'invalid_grant' }

describe('a refresh', () => {
  it('rotates the pair and keeps the session', async () => {
    const signedIn = await emulator.signIn('grace@acme.com')
    const refreshed = await emulator.refresh(signedIn.refreshToken)
    expect(refreshed.refreshToken).not.toBe(signedIn.refreshToken)
    expect(refreshed).toMatchObject({ organizationId: ACME, user: { id: GRACE } })
    expect(refreshed.authenticationMethod).toBeUndefined()
    const [before, after] = [decodeJwt(signedIn.accessToken), decodeJwt(refreshed.accessToken)]
    expect(after).toMatchObject({ sid: before.sid, auth_time: before.auth_time })
    expect(after.jti).not.toBe(before.jti)
  })

  it('shows changed permissions', async () => {
    const { refreshToken } = await emulator.signIn('linus@acme.com')
    await emulator.workos.authorization.setEnvironmentRolePermissions('member', { permissions: ['tasks:write'] })
    const { accessToken } = await emulator.refresh(refreshToken)
    expect(decodeJwt(accessToken).permissions).toEqual(['tasks:write'])
  })
})

describe('using the same refresh token again', () => {
  it('gives the same pair for 30 seconds', async () => {
    const { refreshToken } = await emulator.signIn('ada@example.com')
    const first = await emulator.refresh(refreshToken)
    await emulator.advance(29)
    expect(await emulator.refresh(refreshToken)).toEqual(first)
  })

  it('is refused afterwards, while the new pair works', async () => {
    const { refreshToken } = await emulator.signIn('ada@example.com')
    const first = await emulator.refresh(refreshToken)
    await emulator.advance(30)
    expect(await failure(emulator.refresh(refreshToken)))
      .toMatchObject({ ...invalidGrant, errorDescription: 'Refresh token already exchanged.' })
    expect((await emulator.refresh(first.refreshToken)).accessToken).not.toBe(first.accessToken)
  })

  it('is refused at once in strict mode', async () => {
    await emulator.configure({ refreshGraceSeconds: 0 })
    const { refreshToken } = await emulator.signIn('ada@example.com')
    await emulator.refresh(refreshToken)
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject(invalidGrant)
  })

  it('gives every caller of the same moment the same pair', async () => {
    const { refreshToken } = await emulator.signIn('ada@example.com')
    const pairs = await Promise.all(Array.from({ length: 5 }, () => emulator.refresh(refreshToken)))
    expect(new Set(pairs.map(pair => pair.refreshToken)).size).toBe(1)
    expect(new Set(pairs.map(pair => pair.accessToken)).size).toBe(1)
  })
})

describe('a refresh ends for good', () => {
  it('with a token nobody issued', async () => {
    expect(await failure(emulator.refresh('made-up'))).toMatchObject({ ...invalidGrant, errorDescription: 'Invalid refresh token.' })
  })

  it('when the session is revoked, even within the grace period', async () => {
    const { refreshToken, accessToken } = await emulator.signIn('ada@example.com')
    await emulator.refresh(refreshToken)
    await emulator.workos.userManagement.revokeSession({ sessionId: String(decodeJwt(accessToken).sid) })
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject(invalidGrant)
  })

  it('when the session reaches its maximum length', async () => {
    await emulator.configure({ sessionMaxSeconds: 3600 })
    const { refreshToken } = await emulator.signIn('ada@example.com')
    await emulator.advance(3600)
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject(invalidGrant)
  })

  it('when nobody used the session for too long', async () => {
    await emulator.configure({ sessionInactivitySeconds: 600 })
    const signedIn = await emulator.signIn('ada@example.com')
    await emulator.advance(599)
    const { refreshToken } = await emulator.refresh(signedIn.refreshToken)
    await emulator.advance(599)
    const again = await emulator.refresh(refreshToken)
    await emulator.advance(600)
    expect(await failure(emulator.refresh(again.refreshToken))).toMatchObject(invalidGrant)
  })

  it('when the user is deleted', async () => {
    const { refreshToken, user } = await emulator.signIn('ada@example.com')
    await emulator.workos.userManagement.deleteUser(user.id)
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject(invalidGrant)
  })

  it('when the membership of its organization is gone', async () => {
    const { refreshToken } = await emulator.signIn('grace@acme.com')
    const [membership] = (await emulator.workos.userManagement.listOrganizationMemberships({ userId: GRACE })).data
    await emulator.workos.userManagement.deleteOrganizationMembership(membership!.id)
    expect(await failure(emulator.refresh(refreshToken))).toMatchObject(invalidGrant)
  })
})

describe('a refresh into another organization', () => {
  it('moves the session there', async () => {
    await emulator.workos.userManagement.createOrganizationMembership({ userId: GRACE, organizationId: GLOBEX, roleSlug: 'member' })
    const { code } = await emulator.workos.userManagement.createMagicAuth({ email: 'grace@acme.com' })
    const step = await failure(emulator.workos.userManagement.authenticateWithMagicAuth({ clientId: 'client_emulator', email: 'grace@acme.com', code }))
    const inAcme = await emulator.workos.userManagement.authenticateWithOrganizationSelection({
      clientId: 'client_emulator', pendingAuthenticationToken: String(step.pendingAuthenticationToken), organizationId: ACME,
    })
    const inGlobex = await emulator.refresh(inAcme.refreshToken, GLOBEX)
    expect(inGlobex.organizationId).toBe(GLOBEX)
    expect(decodeJwt(inGlobex.accessToken)).toMatchObject({ org_id: GLOBEX, role: 'member', permissions: [], sid: decodeJwt(inAcme.accessToken).sid })
    expect((await emulator.refresh(inGlobex.refreshToken)).organizationId).toBe(GLOBEX)
  })

  it('is refused to others and does not spend the token', async () => {
    const { refreshToken } = await emulator.signIn('grace@acme.com')
    expect(await failure(emulator.refresh(refreshToken, GLOBEX)))
      .toMatchObject({ name: 'OauthException', status: 400, error: 'organization_membership_not_found' })
    expect(await emulator.refresh(refreshToken)).toMatchObject({ organizationId: ACME })
  })
})
