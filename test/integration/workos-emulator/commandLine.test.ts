import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { createWorkosEmulator } from '../../../emulators/workos/server'
import { apiKey } from './startEmulator'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const started: ChildProcess[] = []

function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'emulators/workos/main.ts', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  return child
}

/** Reads lines until one fits. */
async function line(child: ReturnType<typeof run>, pattern: RegExp): Promise<string> {
  for await (const text of createInterface(child.stdout)) if (pattern.test(text)) return text
  throw new Error(`No line like ${pattern}.`)
}

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

describe('the command', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('says when it is ready and stops cleanly on %s', async (signal) => {
    const child = run('--port', '0')
    expect(await line(child, /^ready/)).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/)
    const exited = once(child, 'exit')
    child.kill(signal)
    expect(await exited).toEqual([0, null])
  })

  it('prints mails in one line with the code and the inbox', async () => {
    const child = run('--port', '0')
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    let url = ''
    while (!url) url = /^ready (.+)$/.exec((await lines.next()).value ?? '')?.[1] ?? ''
    const response = await fetch(`${url}/user_management/magic_auth`, {
      method: 'POST', headers: { 'authorization': `Bearer ${apiKey}`, 'content-type': 'application/json' }, body: '{"email":"ada@example.com"}',
    })
    const { code } = await response.json()
    expect((await lines.next()).value).toBe(`mail to ada@example.com: code ${code} (${url}/_emulate/inbox)`)
  })

  it('names a port that is in use and how to change it', async () => {
    const other = await createWorkosEmulator({ port: 0 })
    try {
      const child = run('--port', String(other.port))
      const [[exitCode], message] = await Promise.all([once(child, 'exit'), text(child.stderr)])
      expect(exitCode).toBe(1)
      expect(message).toContain(`Port ${other.port} is in use`)
      expect(message).toContain('WORKOS_EMULATOR_PORT')
    }
    finally {
      await other.close()
    }
  })

  it('explains an argument that it does not understand', async () => {
    const child = run('--port', 'many')
    const [[exitCode], message] = await Promise.all([once(child, 'exit'), text(child.stderr)])
    expect(exitCode).toBe(1)
    expect(message).toContain('port')
  })
})

it('is reachable on loopback only', async () => {
  const emulator = await createWorkosEmulator({ port: 0 })
  try {
    expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`)
    await expect(fetch(`http://[::1]:${emulator.port}/health`)).rejects.toThrow(TypeError)
  }
  finally {
    await emulator.close()
  }
})

it('is gone after close, with requests still under way', async () => {
  const emulator = await createWorkosEmulator({ port: 0 })
  const headers = { 'content-type': 'application/json', 'authorization': `Bearer ${apiKey}` }
  await fetch(`${emulator.url}/_emulate/hooks`, { method: 'POST', headers, body: '{"method":"GET","path":"/organizations","delayMs":60000}' })
  const pending = fetch(`${emulator.url}/organizations`, { headers })
  await Promise.all([expect(pending).rejects.toThrow(TypeError), emulator.close()])
  await expect(fetch(`${emulator.url}/health`)).rejects.toThrow(TypeError)
})
