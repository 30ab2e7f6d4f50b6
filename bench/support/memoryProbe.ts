import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Preloaded into a process under measurement, which then tells its memory to whoever asks. Asking from
 * outside would need the operating system's own tools, and could not collect garbage first.
 */
const server = createServer((_, response) => {
  const { rss: rssBytes } = process.memoryUsage()
  globalThis.gc?.()
  const { heapUsed: heapBytes } = process.memoryUsage()
  response.end(JSON.stringify({ rssBytes, heapBytes }))
})

await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
// The process ends when its own work does.
server.unref()
console.log(`memory http://127.0.0.1:${(server.address() as AddressInfo).port}`)
