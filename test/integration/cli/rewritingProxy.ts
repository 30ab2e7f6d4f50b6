import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

export interface RewritingProxy {
  url: string
  stop: () => Promise<void>
}

/** Stands between the doctor and a service, and changes what the service says: an old backend, a wrong clock. */
export async function startProxy(target: string, rewrite: (answer: Answer, request: IncomingMessage) => Answer): Promise<RewritingProxy> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
    const answer = await fetch(target + request.url, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      redirect: 'manual',
      ...chunks.length > 0 && { body: Buffer.concat(chunks) },
    })
    const { 'content-encoding': ____, 'content-length': _____, 'transfer-encoding': ______, ...kept } = Object.fromEntries(answer.headers)
    const rewritten = rewrite({ status: answer.status, headers: kept, body: await answer.text() }, request)
    response.writeHead(rewritten.status, rewritten.headers).end(rewritten.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}
