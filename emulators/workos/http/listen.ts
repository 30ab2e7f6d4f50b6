import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export class PortInUseError extends Error {
  constructor(readonly port: number) {
    super(`Port ${port} is already in use.`)
  }
}

/** Loopback only: an emulator lets anyone in who can reach it. @returns the port, which matters when 0 was asked for. */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  }
  catch (error) {
    throw isPortInUse(error) ? new PortInUseError(port) : error
  }
  return (server.address() as AddressInfo).port
}

const isPortInUse = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
