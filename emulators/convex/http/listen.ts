import { createServer } from 'node:http'
import type { Server } from 'node:http'

/** Loopback only: nothing outside this machine can reach an emulator. */
const HOST = '127.0.0.1'

export class PortInUseError extends Error {
  constructor(readonly port: number) {
    super(`Port ${port} is in use.`)
  }
}

export function listen(port: number): Promise<{ server: Server, port: number, url: string }> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortInUseError(port) : error))
    server.listen(port, HOST, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address !== null ? address.port : port
      resolve({ server, port: bound, url: `http://${HOST}:${bound}` })
    })
  })
}
