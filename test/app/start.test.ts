import { createServer } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { startStack } from '../support/stack'

describe('starting', () => {
  it.each([
    [{ WORKOS_COOKIE_PASSWORD: '' }, /WORKOS_COOKIE_PASSWORD is missing\. Make one with: .*randomBytes/],
    [{ WORKOS_COOKIE_PASSWORD: 'short' }, /WORKOS_COOKIE_PASSWORD is too short, it needs at least 32 characters\. Make one with: .*randomBytes/],
    [{ WORKOS_API_PORT: 'x' }, /WORKOS_API_PORT must be a port number/],
  ])('is refused with %j, naming the variable and the remedy', async (env, message) => {
    await expect(startStack({ prod: true, env })).rejects.toThrow(message)
  })

  it('is refused on a port in use, naming the port', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const address = holder.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await expect(startStack({ prod: true, port })).rejects.toThrow(new RegExp(`${port}.*in use`, 'i'))
    holder.close()
  })
})
