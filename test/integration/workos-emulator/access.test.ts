import { describe, expect, it } from 'vitest'
import { apiKey, clientId, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()

const authenticate = (body: Record<string, unknown>) => emulator.control('POST', '/user_management/authenticate', body)
const refreshGrant = { grant_type: 'refresh_token', refresh_token: 'made-up', client_id: clientId }
const magicGrant = { grant_type: 'urn:workos:oauth:grant-type:magic-auth:code', email: 'ada@example.com', code: '123456', client_id: clientId }

describe('the API key', () => {
  it('is needed', async () => {
    expect(await emulator.control('GET', '/user_management/users')).toMatchObject({ status: 401, body: { message: 'Unauthorized' } })
  })

  it('must be right', async () => {
    const stranger = emulator.client({}, 'sk_test_wrong')
    expect(await failure(stranger.userManagement.listUsers())).toMatchObject({ name: 'UnauthorizedException', status: 401 })
  })

  it('must be right for a refresh too, and a wrong one is no verdict on the session', async () => {
    const { refreshToken } = await emulator.signIn('ada@example.com')
    const stranger = emulator.client({}, 'sk_test_wrong')
    expect(await failure(stranger.userManagement.authenticateWithRefreshToken({ clientId, refreshToken })))
      .toMatchObject({ name: 'UnauthorizedException' })
    expect(await emulator.refresh(refreshToken)).toMatchObject({ user: { email: 'ada@example.com' } })
  })
})

describe('the client of the authenticate endpoint', () => {
  it('must be known', async () => {
    expect(await authenticate({ ...magicGrant, client_id: 'client_other', client_secret: apiKey }))
      .toMatchObject({ status: 400, body: { error: 'invalid_client', error_description: expect.any(String) } })
  })

  it.each([undefined, 'sk_test_wrong'])('must know the secret to sign somebody in (%s)', async (client_secret) => {
    expect(await authenticate({ ...magicGrant, client_secret })).toMatchObject({ status: 400, body: { error: 'invalid_client' } })
  })

  it('needs no secret to refresh', async () => {
    expect(await authenticate(refreshGrant)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })

  it.each(['password', undefined])('must name a grant that exists (%s)', async (grant_type) => {
    expect(await authenticate({ grant_type, client_id: clientId, client_secret: apiKey }))
      .toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } })
  })

  it('must send what the grant needs', async () => {
    expect(await authenticate({ ...refreshGrant, refresh_token: undefined }))
      .toMatchObject({ status: 422, body: { errors: [{ field: 'refresh_token', code: 'refresh_token_required' }] } })
  })
})

describe('every answer', () => {
  it.each(['/user_management/users', '/user_management/users?limit=1', '/sso/jwks/client_emulator', '/nowhere', '/health'])('of %s has its own request id', async (path) => {
    const ids = [await emulator.api('GET', path), await emulator.api('GET', path)].map(({ headers }) => headers.get('x-request-id'))
    expect(ids).toEqual([expect.any(String), expect.any(String)])
    expect(ids[0]).not.toBe(ids[1])
  })

  it('carries that id into SDK errors', async () => {
    expect(await failure(emulator.refresh('made-up'))).toMatchObject({ requestID: expect.stringMatching(/^[\da-f-]{36}$/) })
  })

  it('is JSON, also where there is no route', async () => {
    const answer = await emulator.api('PUT', '/nowhere')
    expect(answer).toMatchObject({ status: 404, body: { message: expect.stringContaining('PUT /nowhere') } })
    expect(answer.headers.get('content-type')).toContain('application/json')
  })

  it('says so when the body is not JSON', async () => {
    const response = await fetch(`${emulator.url}/user_management/users`, {
      method: 'POST', body: '{', headers: { 'authorization': `Bearer ${apiKey}`, 'content-type': 'application/json' },
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ message: expect.any(String) })
  })
})
