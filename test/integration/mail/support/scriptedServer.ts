import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A server that behaves as no real one should. */
export interface ScriptedServer {
  port: number
  /** Every line that clients sent. */
  lines: string[]
  /** Resolves when the next connection is over. */
  closed: Promise<unknown>
  close: () => Promise<void>
}

/**
 * @param greeting the first line to clients; null leaves them waiting.
 * @param answer what to say to a line; null leaves it unanswered.
 */
export async function startScriptedServer(greeting: string | null, answer: (line: string) => string | null = () => null): Promise<ScriptedServer> {
  const lines: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    if (greeting !== null) socket.write(`${greeting}\r\n`)
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        lines.push(line)
        const said = answer(line)
        if (said !== null) socket.write(`${said}\r\n`)
      }
    })
  })
  const closed = once(server, 'connection').then(async ([socket]: Socket[]) => {
    if (socket && !socket.closed) await once(socket, 'close')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    lines,
    closed,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
