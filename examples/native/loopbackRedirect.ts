import { once } from 'node:events'
import { createServer } from 'node:http'

export interface LoopbackRedirect {
  redirectUri: string
  /** The address that the browser was sent back to. */
  callback: Promise<string>
  close: () => void
}

const PATH = '/auth/callback'
const PAGE = '<!doctype html><meta charset="utf-8"><title>Signed in</title><p>You can close this window and go back to the terminal.</p>'

/**
 * Listens on a free port of this machine for the browser to come back (RFC 8252, 7.3). The address says
 * `localhost`, because that is the name for which WorkOS takes any port.
 */
export async function listenForRedirect(): Promise<LoopbackRedirect> {
  let arrive: (url: string) => void = () => {}
  const callback = new Promise<string>(resolve => arrive = resolve)
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirectUri)
    // A browser also asks for an icon.
    if (request.method !== 'GET' || url.pathname !== PATH) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'connection': 'close' }).end(PAGE)
    arrive(url.href)
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  const redirectUri = `http://localhost:${typeof address === 'object' && address ? address.port : 0}${PATH}`
  return { redirectUri, callback, close: () => server.close() }
}
