import { randomInt } from 'node:crypto'
import { connect, createServer, type Server } from 'node:net'

/** Both of the addresses that "localhost" may mean. */
const LOOPBACK = ['127.0.0.1', '::1']

export async function isPortFree(port: number): Promise<boolean> {
  // A server on all addresses does not stop us from binding one of them on every system, so ask too.
  const answers = await Promise.all(LOOPBACK.map(host => isAnswered(port, host)))
  return !answers.includes(true) && await canListen(port)
}

/** Below the ports that systems give to outgoing connections (Linux: from 32768), which would take one between the choice and its use. */
const FIRST_STRETCH = 15_000
const STRETCHES = 136
const STRETCH_PORTS = 125

let stretch: Promise<number> | undefined
let given = 0

/**
 * The first of `count` free ports in a row. A port is free until somebody listens on it, which may be
 * seconds later, so others who look must look elsewhere: each process has a stretch of its own, and
 * goes through it in order.
 */
export async function findRandomPorts(count: number): Promise<number> {
  const first = await (stretch ??= claimStretch())
  for (;;) {
    if (given + count > STRETCH_PORTS - 1) given = 0
    const port = first + given
    given += count
    const ports = Array.from({ length: count }, (_, index) => isPortFree(port + index))
    if (!(await Promise.all(ports)).includes(false)) return port
  }
}

/** Listens on the first port of a stretch, for as long as this process lives. @returns the port after that. */
async function claimStretch(): Promise<number> {
  for (let index = randomInt(STRETCHES); ; index = (index + 1) % STRETCHES) {
    const claim = FIRST_STRETCH + index * STRETCH_PORTS
    const server = await listen(claim)
    if (!server) continue
    server.unref()
    return claim + 1
  }
}

function isAnswered(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host })
    const settle = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => settle(true)).once('error', () => settle(false))
  })
}

async function canListen(port: number): Promise<boolean> {
  const server = await listen(port)
  if (!server) return false
  await new Promise(resolve => server.close(resolve))
  return true
}

function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server))
  })
}
