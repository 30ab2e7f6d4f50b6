import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface DelayingProxy {
  port: number
  /** How much longer an answer takes from now on: each direction adds half of it. */
  setRoundTrip: (milliseconds: number) => void
  close: () => Promise<void>
}

/**
 * A TCP proxy on loopback that makes a service seem far away. Data is late; opening a connection is not,
 * because the system answers that before the proxy hears of it. Bandwidth is not limited.
 */
export async function startDelayingProxy(targetPort: number): Promise<DelayingProxy> {
  const sockets = new Set<Socket>()
  let oneWayMs = 0

  function forward(from: Socket, to: Socket): void {
    sockets.add(from)
    // Small packets would otherwise wait for one another, a delay nobody asked for.
    from.setNoDelay(true)
    let last: Promise<unknown> = Promise.resolve()
    const later = (act: () => void) => {
      // Each waits for the one before it, too: timers alone promise no order once the delay has changed.
      last = Promise.all([last, oneWayMs > 0 ? delay(oneWayMs) : undefined]).then(act)
    }
    from.on('data', chunk => later(() => to.write(chunk)))
    from.on('end', () => later(() => to.end()))
    from.on('error', () => to.destroy())
    from.on('close', () => sockets.delete(from))
  }

  const server = createServer({ allowHalfOpen: true }, (client) => {
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true })
    forward(client, target)
    forward(target, client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The proxy has no port.')

  return {
    port: address.port,
    setRoundTrip: (milliseconds) => {
      oneWayMs = milliseconds / 2
    },
    close: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}
