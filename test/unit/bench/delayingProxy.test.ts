import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDelayingProxy, type DelayingProxy } from '../../../bench/support/delayingProxy'

const echo = createServer({ allowHalfOpen: true }, socket => socket.pipe(socket))
let proxy: DelayingProxy

beforeAll(async () => {
  await once(echo.listen(0, '127.0.0.1'), 'listening')
  proxy = await startDelayingProxy((echo.address() as AddressInfo).port)
})
afterAll(async () => {
  await proxy.close()
  echo.close()
})

it('passes everything on, in order, also when the delay gets shorter meanwhile', async () => {
  const socket = connect(proxy.port, '127.0.0.1').setEncoding('utf8')
  let received = ''
  socket.on('data', chunk => received += String(chunk))
  proxy.setRoundTrip(100)
  socket.write('first ')
  // The second arrives while the first is still on its way.
  await new Promise(resolve => setTimeout(resolve, 20))
  proxy.setRoundTrip(0)
  socket.end('second')
  await once(socket, 'close')
  expect(received).toBe('first second')
})
