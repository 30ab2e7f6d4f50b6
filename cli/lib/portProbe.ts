import { connect, createServer } from 'node:net'

/** Both of the addresses that "localhost" may mean. */
const LOOPBACK = ['127.0.0.1', '::1']

export async function isPortFree(port: number): Promise<boolean> {
  // A server on all addresses does not stop us from binding one of them on every system, so ask too.
  const answers = await Promise.all(LOOPBACK.map(host => isAnswered(port, host)))
  return !answers.includes(true) && await canListen(port)
}

/** The first of `count` free ports in a row, chosen by the system. */
export async function findRandomPorts(count: number): Promise<number> {
  for (;;) {
    const first = await listenBriefly(0)
    if (first === undefined) continue
    const rest = Array.from({ length: count - 1 }, (_, index) => isPortFree(first + index + 1))
    if (!(await Promise.all(rest)).includes(false)) return first
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
  return await listenBriefly(port) === port
}

function listenBriefly(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      const taken = typeof address === 'object' ? address?.port : undefined
      server.close(() => resolve(taken))
    })
  })
}
