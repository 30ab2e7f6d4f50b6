import { randomInt } from 'node:crypto'
import { connect, createServer } from 'node:net'

/** Both of the addresses that "localhost" may mean. */
const LOOPBACK = ['127.0.0.1', '::1']

export async function isPortFree(port: number): Promise<boolean> {
  // A server on all addresses does not stop us from binding one of them on every system, so ask too.
  const answers = await Promise.all(LOOPBACK.map(host => isAnswered(port, host)))
  return !answers.includes(true) && await canListen(port)
}

/** Below the ports that systems give to outgoing connections (Linux: from 32768), which would take one between the choice and its use. */
const RANDOM_PORTS = { from: 15_000, to: 32_000 }

/** The first of `count` free ports in a row. */
export async function findRandomPorts(count: number): Promise<number> {
  for (;;) {
    const first = randomInt(RANDOM_PORTS.from, RANDOM_PORTS.to)
    const ports = Array.from({ length: count }, (_, index) => isPortFree(first + index))
    if (!(await Promise.all(ports)).includes(false)) return first
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

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
