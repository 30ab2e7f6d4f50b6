import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach } from 'vitest'

export interface Received {
  readonly body: string
  readonly signature: string
  readonly event: string
}

/** An application's webhook route on this machine. It answers the statuses in `answers`, then 200. */
export function useWebhookReceiver() {
  let server: Server
  const received: Received[] = []
  const answers: number[] = []

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = await text(request)
      received.push({ body, signature: String(request.headers['workos-signature']), event: JSON.parse(body).event })
      response.writeHead(answers.shift() ?? 200).end()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
  })
  beforeEach(() => {
    received.length = 0
    answers.length = 0
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  return { received, answers, url: (path = '/hook') => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}` }
}
