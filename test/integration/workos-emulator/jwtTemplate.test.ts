import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { ACME, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()

const PATH = '/user_management/jwt_template'
const putTemplate = (claims: string) => emulator.api('PUT', PATH, { content: claims })

describe('the JWT template', () => {
  it('does not exist at first', async () => {
    expect(await emulator.api('GET', PATH)).toMatchObject({ status: 404 })
  })

  it('can be set and read', async () => {
    const content = '{"aud":"client_emulator"}'
    const put = await putTemplate(content)
    expect(put).toMatchObject({ status: 200, body: { object: 'jwt_template', content } })
    expect((await emulator.api('GET', PATH)).body).toEqual(put.body)
  })

  it('adds claims to tokens from the next refresh on', async () => {
    const signedIn = await emulator.signIn('grace@acme.com')
    await putTemplate('{"aud":"client_emulator","email":"{{ user.email }}","verified":{{ user.email_verified }},"org":"{{ organization.name }}"}')
    const { accessToken } = await emulator.refresh(signedIn.refreshToken)
    expect(decodeJwt(signedIn.accessToken)).not.toHaveProperty('email')
    expect(decodeJwt(accessToken)).toMatchObject({
      aud: 'client_emulator', email: 'grace@acme.com', verified: true, org: 'Acme', org_id: ACME,
    })
  })

  it('knows the role as plain text', async () => {
    await putTemplate('{"is":"{{ organization_membership.role || \'nobody\' }}","all":{{ organization_membership.roles }}}')
    expect(decodeJwt((await emulator.signIn('grace@acme.com')).accessToken)).toMatchObject({ is: 'admin', all: ['admin'] })
    const outside = decodeJwt((await emulator.signIn('ada@example.com')).accessToken)
    expect(outside).toMatchObject({ is: 'nobody' })
    expect(outside).not.toHaveProperty('all')
  })

  it('is checked when it is set', async () => {
    expect(await putTemplate('{"x":"{{ session.id }}"}')).toMatchObject({
      status: 422,
      body: { code: 'invalid_request_parameters', errors: [{ field: 'content', code: 'unknown_variable' }] },
    })
    expect(await emulator.api('GET', PATH)).toMatchObject({ status: 404 })
  })

  it('fails the sign-in and the refresh of whoever it is too big for', async () => {
    const signedIn = await emulator.signIn('ada@example.com')
    const metadata = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`key${index}`, 'x'.repeat(600)]))
    await emulator.workos.userManagement.updateUser({ userId: signedIn.user.id, metadata })
    await putTemplate('{"everything":{{ user.metadata }}}')
    const tooBig = { name: 'OauthException', status: 400, error: 'token_too_big' }
    expect(await failure(emulator.signIn('ada@example.com'))).toMatchObject(tooBig)
    expect(await failure(emulator.refresh(signedIn.refreshToken))).toMatchObject(tooBig)
    expect(await emulator.signIn('grace@acme.com')).toMatchObject({ user: { email: 'grace@acme.com' } })
  })

  it('leaves nothing behind when the token is too big, and the refresh token usable', async () => {
    const signedIn = await emulator.signIn('ada@example.com')
    await putTemplate(JSON.stringify({ filler: 'x'.repeat(3100) }))
    await failure(emulator.signIn('ada@example.com'))
    await failure(emulator.refresh(signedIn.refreshToken))
    await putTemplate('{"small":1}')
    const sessions = await emulator.workos.userManagement.listSessions(signedIn.user.id)
    expect(sessions.data).toHaveLength(1)
    expect(decodeJwt((await emulator.refresh(signedIn.refreshToken)).accessToken)).toMatchObject({ small: 1 })
  })
})
