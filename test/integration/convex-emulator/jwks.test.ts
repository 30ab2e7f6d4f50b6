import type { ServerResponse } from 'node:http'
import { beforeEach, describe, expect, it } from 'vitest'
import { useDeployment } from './support/deployment'
import { customJwt, sendJson } from './support/issuer'
import { useProviders } from './support/providers'

const providers = useProviders(useDeployment())

beforeEach(async () => {
  providers.issuer.answer('/jwks', (_request, response) => sendJson(response, providers.issuer.jwks))
  await providers.use(customJwt(providers.issuer))
})

describe('the keys', () => {
  it.each<[string, (response: ServerResponse) => void, string]>([
    ['are missing', response => response.writeHead(404).end(), ': HTTP 404 Not Found. Check that the URL is correct and accessible.'],
    ['have another content type', response => response.writeHead(200, { 'content-type': 'text/plain' }).end('{}'), 'Invalid Content-Type \'text/plain\' when fetching JWKS from'],
    ['have no content type', response => response.writeHead(200).end('{}'), 'Invalid Content-Type \'unknown\''],
    ['are not JSON', response => response.writeHead(200, { 'content-type': 'application/json' }).end('<html>'), 'The response is not valid JSON or doesn\'t match the expected JWKS format.'],
    ['contain one the server cannot parse', response => sendJson(response, { keys: [...providers.issuer.jwks.keys, { kty: 'OKP', crv: 'Ed25519', x: 'AAAA', kid: 'other', alg: 'EdDSA' }] }), 'doesn\'t match the expected JWKS format.'],
  ])('are told when they %s', async (_name, answer, message) => {
    providers.issuer.answer('/jwks', (_request, response) => answer(response))
    const refusal = await providers.refusalOf(await providers.issuer.sign())
    expect(refusal).toMatchObject({ status: 401, code: 'InvalidAuthHeader' })
    expect(refusal.message).toContain(message)
  })

  it('are told when nobody answers', async () => {
    await providers.use(customJwt(providers.issuer, { jwks: 'http://127.0.0.1:1/jwks' }))
    expect((await providers.refusalOf(await providers.issuer.sign())).message).toMatch(/^Could not fetch JWKS from URL 'http:\/\/127\.0\.0\.1:1\/jwks': /)
  })

  it('are accepted as application/jwk-set+json with a charset', async () => {
    providers.issuer.answer('/jwks', (_request, response) => sendJson(response, providers.issuer.jwks, { 'content-type': 'application/jwk-set+json; charset=utf-8' }))
    expect(await providers.whoIs(await providers.issuer.sign())).toMatchObject({ subject: 'user_1' })
  })

  it('are told when a data: URI is broken', async () => {
    await providers.use(customJwt(providers.issuer, { jwks: 'data:application/json;base64,***' }))
    expect((await providers.refusalOf(await providers.issuer.sign())).message).toBe('Invalid JWKS data URL. Check that the data URL is properly formatted and contains valid base64-encoded JSON.')
  })

  it('are fetched each time without cache headers, and once with them', async () => {
    const before = providers.issuer.requests.length
    await providers.whoIs(await providers.issuer.sign())
    await providers.whoIs(await providers.issuer.sign())
    expect(providers.issuer.requests.length - before).toBe(2)
    providers.issuer.answer('/cached', (_request, response) => sendJson(response, providers.issuer.jwks, { 'cache-control': 'max-age=60' }))
    await providers.use(customJwt(providers.issuer, { jwks: `${providers.issuer.url}/cached` }))
    await providers.whoIs(await providers.issuer.sign())
    await providers.whoIs(await providers.issuer.sign())
    expect(providers.issuer.requests.filter(path => path === '/cached')).toHaveLength(1)
  })
})
