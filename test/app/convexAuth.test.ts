import { ConvexHttpClient } from 'convex/browser'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, inject, it } from 'vitest'
import { api, internal } from '../../convex/_generated/api'
import { createSignedInVisitor, newAddress } from '../support/visitor'

const stack = inject('stack')

async function realToken(): Promise<string> {
  const visitor = await createSignedInVisitor(stack, newAddress())
  return (await (await visitor.postJson('/api/auth/token', {})).json() as { token: string }).token
}

function decode(part: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>
}

/** A token like a real one, but for the changes, signed with a key of our own. */
async function forge(changes: { claims?: Record<string, unknown>, header?: Record<string, unknown> }): Promise<string> {
  const [header, claims] = (await realToken()).split('.').map((part, index) => index < 2 ? decode(part) : {})
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  expect((await exportJWK(publicKey)).kty).toBe('RSA')
  return await new SignJWT({ ...claims, ...changes.claims })
    .setProtectedHeader({ alg: 'RS256', kid: String(header?.kid), ...changes.header })
    .sign(privateKey)
}

function callWith(token: string | null) {
  const client = new ConvexHttpClient(stack.convexUrl, { logger: false })
  if (token) client.setAuth(token)
  return client.query(api.tasks.list, {})
}

describe('Convex functions', () => {
  it('answer a signed-in user', async () => {
    expect(await callWith(await realToken())).toEqual([])
  })

  it('refuse a caller without a token', async () => {
    await expect(callWith(null)).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
  })

  it('refuse a token of another issuer, and say which are known', async () => {
    const issuer = 'https://elsewhere.example/'
    await expect(callWith(await forge({ claims: { iss: issuer } }))).rejects.toThrow(/NoAuthProvider.*No auth provider found matching the given token\. Check that your JWT's issuer and audience match one of your configured providers: \[CustomJWT\(issuer=/)
  })

  it('refuse a token of the shared issuer without our client in its audience', async () => {
    const issuer = `${new URL(stack.workosUrl).origin.replace('localhost', '127.0.0.1')}/`
    for (const aud of [undefined, 'client_of_another_customer']) {
      await expect(callWith(await forge({ claims: { iss: issuer, aud } }))).rejects.toThrow(/NoAuthProvider/)
    }
    // With it the provider matches, and the forged signature is what fails.
    await expect(callWith(await forge({ claims: { iss: issuer, aud: 'client_emulator' } }))).rejects.toThrow(/InvalidAuthHeader.*Could not decode token/)
  })

  it('refuse a forged signature', async () => {
    await expect(callWith(await forge({}))).rejects.toThrow(/InvalidAuthHeader.*Could not decode token\. The JWT's 'kid' \(key ID\) header is /)
  })

  it('refuse a token without a key id', async () => {
    await expect(callWith(await forge({ header: { kid: undefined } }))).rejects.toThrow(/JWT may be missing a 'kid'/)
  })

  it('refuse what is no token', async () => {
    await expect(callWith('not-a-token')).rejects.toThrow(/Could not parse JWT payload/)
  })

  it('cannot be reached when they are internal', async () => {
    const client = new ConvexHttpClient(stack.convexUrl, { logger: false })
    client.setAuth(await realToken())
    await expect(client.mutation(internal.users.upsert as never, {})).rejects.toThrow('Could not find public function for \'users:upsert\'')
    await expect(client.query(internal.users.isFresh as never, {})).rejects.toThrow('Could not find public function for \'users:isFresh\'')
  })
})
