import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface CuttableProxy {
  port: number
  /** Breaks every connection and refuses new ones, as a machine that went away does. */
  cut: () => void
  restore: () => void
  close: () => Promise<void>
}

/** A TCP proxy on loopback in front of a service that a test wants to lose and find again. */
export async function startCuttableProxy(targetPort: number): Promise<CuttableProxy> {
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((client) => {
    if (isCut) return client.resetAndDestroy()
    const target = connect(targetPort, '127.0.0.1')
    for (const [socket, other] of [[client, target], [target, client]] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    client.pipe(target)
    target.pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The proxy has no port.')

  function dropAll(): void {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port: address.port,
    cut: () => {
      isCut = true
      dropAll()
    },
    restore: () => {
      isCut = false
    },
    close: async () => {
      server.close()
      dropAll()
      await once(server, 'close')
    },
  }
}
