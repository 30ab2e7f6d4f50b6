import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { ACME, GRACE, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()

const sessionsOf = async (userId: string) => (await emulator.workos.userManagement.listSessions(userId)).data
const sidOf = ({ accessToken }: { accessToken: string }) => String(decodeJwt(accessToken).sid)

describe('sessions', () => {
  it('show who signed in, how and from where', async () => {
    const { code } = await emulator.workos.userManagement.createMagicAuth({ email: 'grace@acme.com' })
    const signedIn = await emulator.workos.userManagement.authenticateWithMagicAuth({
      clientId: 'client_emulator', email: 'grace@acme.com', code, ipAddress: '203.0.113.7', userAgent: 'Firefox',
    })
    expect(await sessionsOf(GRACE)).toMatchObject([{
      id: sidOf(signedIn), userId: GRACE, organizationId: ACME, authMethod: 'magic_code', status: 'active', ipAddress: '203.0.113.7', userAgent: 'Firefox', endedAt: null,
    }])
  })

  it('leave out the organization when there is none', async () => {
    const { user } = await emulator.signIn('ada@example.com')
    const { body } = await emulator.api('GET', `/user_management/users/${user.id}/sessions`)
    expect(body.data[0]).toMatchObject({ object: 'session', status: 'active' })
    expect(body.data[0]).not.toHaveProperty('organization_id')
  })

  it('expire by the clock', async () => {
    await emulator.configure({ sessionMaxSeconds: 60 })
    await emulator.signIn('grace@acme.com')
    await emulator.advance(60)
    expect(await sessionsOf(GRACE)).toMatchObject([{ status: 'expired' }])
  })

  it('can be revoked, each on its own', async () => {
    const [first, second] = [await emulator.signIn('grace@acme.com'), await emulator.signIn('grace@acme.com')]
    await emulator.workos.userManagement.revokeSession({ sessionId: sidOf(first) })
    expect(await sessionsOf(GRACE)).toMatchObject([
      { id: sidOf(second), status: 'active', endedAt: null },
      { id: sidOf(first), status: 'revoked', endedAt: expect.any(String) },
    ])
  })

  it('must exist to be revoked', async () => {
    expect(await failure(emulator.workos.userManagement.revokeSession({ sessionId: 'session_none' }))).toMatchObject({ status: 400 })
  })
})

describe('signing out in the browser', () => {
  const logout = async (query: Record<string, string>) => {
    const { status, headers } = await emulator.control('GET', `/user_management/sessions/logout?${new URLSearchParams(query)}`)
    return { status, location: headers.get('location') }
  }
  const signInAsGrace = async () => sidOf(await emulator.signIn('grace@acme.com'))

  it('ends the session and follows a registered address', async () => {
    const session_id = await signInAsGrace()
    expect(await logout({ session_id, return_to: 'http://localhost:4567/' })).toEqual({ status: 302, location: 'http://localhost:4567/' })
    expect(await sessionsOf(GRACE)).toMatchObject([{ status: 'revoked' }])
  })

  it('uses the address that the SDK builds', async () => {
    const url = emulator.workos.userManagement.getLogoutUrl({ sessionId: await signInAsGrace(), returnTo: 'http://localhost:3000/' })
    expect((await fetch(url, { redirect: 'manual' })).headers.get('location')).toBe('http://localhost:3000/')
  })

  it.each([[{}], [{ return_to: 'https://evil.example/' }]])('goes to the default address otherwise: %o', async (query) => {
    expect(await logout({ session_id: await signInAsGrace(), ...query })).toEqual({ status: 302, location: 'http://localhost:3000/' })
  })

  it('goes to the homepage when no sign-out redirect is set, and to a page that says so without one', async () => {
    await emulator.configure({ signOutRedirects: [] })
    const nowhere = `${emulator.url}/user_management/app-homepage-url-not-found`
    expect(await logout({ session_id: await signInAsGrace(), return_to: 'http://localhost:3000/' })).toEqual({ status: 302, location: nowhere })
    await emulator.api('PUT', '/user_management/app_homepage_url', { url: 'https://app.example.com/' })
    expect(await logout({ session_id: await signInAsGrace() })).toEqual({ status: 302, location: 'https://app.example.com/' })
  })

  it('is refused without a well-formed session id', async () => {
    expect(await logout({ session_id: 'nonsense' })).toMatchObject({ status: 422 })
    expect(await logout({})).toMatchObject({ status: 422 })
  })

  it('tells on a page that nothing is configured', async () => {
    const page = await emulator.control('GET', '/user_management/app-homepage-url-not-found')
    expect(page.body).toContain('app homepage URL')
  })
})
