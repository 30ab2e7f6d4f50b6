import { X509Certificate, createHash, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { createWorkosEmulator } from '../../../emulators/workos/server'
import { ACME, GRACE, clientId, useEmulator } from './startEmulator'

const emulator = useEmulator()

const keySet = (client: string = clientId) => createRemoteJWKSet(new URL(`${emulator.url}/sso/jwks/${client}`))
const claimsOf = async (email: string) => decodeJwt((await emulator.signIn(email)).accessToken)

describe('an access token', () => {
  it('is signed by a key of the key set and lives five minutes', async () => {
    const { accessToken } = await emulator.signIn('ada@example.com')
    const { payload, protectedHeader } = await jwtVerify(accessToken, keySet(), { algorithms: ['RS256'] })
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) })
    expect(payload.exp! - payload.iat!).toBe(300)
  })

  it('has the claims of a person without an organization, and no audience', async () => {
    expect(await claimsOf('ada@example.com')).toEqual({
      iss: `${emulator.url}/user_management/${clientId}`,
      sub: 'user_01SEED00000000000000000001',
      sid: expect.stringMatching(/^session_/),
      jti: expect.any(String),
      client_id: clientId,
      auth_time: expect.any(Number),
      iat: expect.any(Number),
      exp: expect.any(Number),
    })
  })

  it.each([
    ['grace@acme.com', 'admin', ['tasks:write', 'members:manage']],
    ['linus@acme.com', 'member', []],
  ])('has the organization of %s', async (email, role, permissions) => {
    expect(await claimsOf(email)).toMatchObject({ org_id: ACME, role, roles: [role], permissions })
  })

  it('follows the settings', async () => {
    await emulator.configure({ accessTokenTtl: 5, audience: 'convex', issuer: 'https://auth.example.com' })
    const claims = await claimsOf('ada@example.com')
    expect(claims).toMatchObject({ aud: 'convex', iss: 'https://auth.example.com' })
    expect(claims.exp! - claims.iat!).toBe(5)
  })

  it('follows the moved clock', async () => {
    const before = await claimsOf('ada@example.com')
    await emulator.advance(3600)
    const after = await claimsOf('ada@example.com')
    expect(after.iat! - before.iat!).toBeGreaterThanOrEqual(3600)
  })

  it('can have every issuer that real environments use', async () => {
    const { body: presets } = await emulator.control('GET', '/_emulate/config/issuers')
    const issued: Record<string, string | undefined> = {}
    for (const name of Object.keys(presets)) {
      await emulator.configure({ issuer: name })
      issued[name] = (await claimsOf('ada@example.com')).iss
    }
    expect(issued).toEqual(presets)
    expect(Object.values(presets)).toEqual(expect.arrayContaining([
      emulator.url, `${emulator.url}/`, 'https://api.workos.com', `${emulator.url}/user_management/client_environment`,
    ]))
  })
})

describe('the key set', () => {
  it('has the content type of production, which can be changed', async () => {
    const path = `/sso/jwks/${clientId}`
    expect((await emulator.control('GET', path)).headers.get('content-type')).toBe('application/jwk-set+json')
    await emulator.configure({ jwksContentType: 'application/json' })
    expect((await emulator.control('GET', path)).headers.get('content-type')).toBe('application/json')
  })

  it('carries a certificate of the key, and its thumbprint', async () => {
    const { body } = await emulator.control('GET', `/sso/jwks/${clientId}`)
    const [key] = body.keys
    const der = Buffer.from(key.x5c[0], 'base64')
    expect(key).toMatchObject({ alg: 'RS256', kty: 'RSA', use: 'sig' })
    expect(new X509Certificate(der).publicKey.equals(createPublicKey({ key, format: 'jwk' }))).toBe(true)
    expect(key['x5t#S256']).toBe(createHash('sha256').update(der).digest('base64url'))
  })

  it('does not exist for other clients', async () => {
    expect(await emulator.control('GET', '/sso/jwks/client_other')).toMatchObject({ status: 404 })
  })

  it('serves the old key beside the new one after a rotation, and the first one after a reset', async () => {
    const old = (await emulator.signIn('grace@acme.com')).accessToken
    const { body: rotated } = await emulator.control('POST', '/_emulate/keys/rotate')
    const fresh = (await emulator.signIn('grace@acme.com')).accessToken
    const { body } = await emulator.control('GET', `/sso/jwks/${clientId}`)
    expect(decodeProtectedHeader(fresh).kid).toBe(rotated.active)
    expect(decodeProtectedHeader(old).kid).not.toBe(rotated.active)
    expect(body.keys.map(({ kid }: { kid: string }) => kid)).toEqual(rotated.served)
    for (const token of [old, fresh]) {
      expect((await jwtVerify(token, keySet())).payload.sub).toBe(GRACE)
    }
    await emulator.control('POST', '/_emulate/reset')
    expect((await emulator.control('GET', '/_emulate/keys')).body).toEqual({
      active: decodeProtectedHeader(old).kid,
      served: [decodeProtectedHeader(old).kid],
    })
  })
})

it('signs with a given key, so that tokens outlive a restart', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pinned = await createWorkosEmulator({ port: 0, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() })
  try {
    const { keys: [key] } = await (await fetch(`${pinned.url}/sso/jwks/${clientId}`)).json()
    expect(createPublicKey({ key, format: 'jwk' }).equals(publicKey)).toBe(true)
  }
  finally {
    await pinned.close()
  }
})
