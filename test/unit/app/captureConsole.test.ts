import { afterEach, beforeEach, expect, it, vi } from 'vitest'

/** A console of our own in place of the real one, which the log finds when it is loaded. */
const printed: string[] = []

beforeEach(() => {
  printed.length = 0
  vi.resetModules()
  for (const method of ['debug', 'log', 'info', 'warn', 'error', 'trace'] as const) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void printed.push(args.join(' ')))
  }
})
afterEach(() => void vi.restoreAllMocks())

async function capture() {
  const { captureConsole } = await import('../../../server/utils/log/captureConsole')
  captureConsole()
}

const lines = () => printed.map(line => JSON.parse(line) as Record<string, unknown>)

it('makes one line of what a library prints, with its level', async () => {
  await capture()
  console.log('Listening on', 'http://127.0.0.1:3000')
  console.warn('[lib]', { token: 'secret', port: 1 })
  expect(lines()).toMatchObject([
    { level: 'info', scope: 'console', message: 'Listening on http://127.0.0.1:3000' },
    { level: 'warn', message: '[lib] {"token":"[secret]","port":1}' },
  ])
})

it('makes one line of an error and all that it says', async () => {
  await capture()
  // As Nitro tells of an error that nobody caught.
  console.error('[request error] [unhandled] [GET] http://localhost/auth/callback?code=abc&state=def\n', new TypeError('no such thing as ada@example.com'))
  expect(printed).toHaveLength(1)
  expect(lines()[0]).toMatchObject({
    level: 'error',
    message: '[request error] [unhandled] [GET] http://localhost/auth/callback?code=[secret]&state=[secret]',
    error: { name: 'TypeError', message: 'no such thing as a…@example.com', stack: expect.stringContaining('captureConsole.test') },
  })
})

it('says no more than LOG_LEVEL asks for', async () => {
  vi.stubEnv('LOG_LEVEL', 'warn')
  await capture()
  console.log('not this')
  console.warn('this')
  vi.unstubAllEnvs()
  expect(lines()).toMatchObject([{ message: 'this' }])
})
