import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { JWK, JWTHeaderParameters, JWTPayload } from 'jose'

export interface Issuer {
  url: string
  jwks: { keys: JWK[] }
  /** How often each path was asked for. */
  requests: string[]
  /** Replaces the answer to one path. */
  answer: (path: string, handle: (request: IncomingMessage, response: ServerResponse) => void) => void
  sign: (claims?: JWTPayload, header?: Partial<JWTHeaderParameters>) => Promise<string>
  stop: () => Promise<void>
}

export const APPLICATION = 'fixture-app'
export const KEY_ID = 'key-1'

/** An identity provider on loopback: it signs tokens and publishes its keys. */
export async function startIssuer(algorithm: 'RS256' | 'ES256' = 'RS256'): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
  const jwks = { keys: [{ ...await exportJWK(publicKey), kid: KEY_ID, alg: algorithm }] }
  const answers = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>()
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    requests.push(path)
    const handle = answers.get(path)
    if (handle) return handle(request, response)
    response.statusCode = 404
    response.end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  answers.set('/jwks', (_request, response) => sendJson(response, jwks))
  answers.set('/.well-known/openid-configuration', (_request, response) => sendJson(response, { issuer: url, jwks_uri: `${url}/jwks` }))
  return {
    url,
    jwks,
    requests,
    answer: (path, handle) => void answers.set(path, handle),
    sign: (claims = {}, header = {}) => {
      const now = Math.floor(Date.now() / 1000)
      const payload = withoutUndefined({ iss: url, sub: 'user_1', aud: APPLICATION, iat: now, exp: now + 300, ...claims })
      return new SignJWT(payload).setProtectedHeader(withoutUndefined({ alg: algorithm, kid: KEY_ID, typ: 'JWT', ...header })).sign(privateKey)
    },
    stop: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}

export function sendJson(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

export function customJwt(issuer: Issuer, overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: 'customJwt', issuer: issuer.url, jwks: `${issuer.url}/jwks`, algorithm: 'RS256', applicationID: APPLICATION, ...overrides }
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T
}
