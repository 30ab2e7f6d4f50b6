import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSignedCertificate } from '../../emulators/workos/tokens/selfSignedCertificate'

export interface TestServer {
  port: number
  url: string
  close: () => void
}

export async function startHttpServer(listener: RequestListener): Promise<TestServer> {
  return await listen(createHttpServer(listener), 'http')
}

/** With a certificate that only a browser which ignores such errors accepts. */
export async function startHttpsServer(listener: RequestListener): Promise<TestServer> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const certificate = selfSignedCertificate('127.0.0.1', keys, new Date(Date.now() - 60_000))
  const cert = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
  return await listen(createHttpsServer({ key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }), cert }, listener), 'https')
}

async function listen(server: Server, protocol: 'http' | 'https'): Promise<TestServer> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, url: `${protocol}://127.0.0.1:${port}`, close: () => {
    server.closeAllConnections()
    server.close()
  } }
}
