import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { findRandomPorts } from '../../cli/lib/portProbe'
import { ROOT } from '../../cli/lib/root'

export interface StackOptions {
  /** The production build instead of the development server. */
  prod?: boolean
  /** Seconds until an access token expires. */
  tokenTtl?: number
  port?: number
  /** Reaches the app as it is, also when it keeps the app from starting. */
  env?: Record<string, string>
}

export interface StackUrls {
  url: string
  workosUrl: string
  convexUrl: string
}

export interface Stack extends StackUrls {
  /** The process that has started all parts. */
  pid: number
  /** What all parts have said so far. */
  logs(): string
  stop(): Promise<void>
}

/** The app and its emulators, on ports of their own, so that it does not meet a stack of somebody else. */
export async function startStack({ prod, tokenTtl, port, env }: StackOptions = {}): Promise<Stack> {
  const [app, workos, convex] = await Promise.all([port ?? findRandomPorts(1), findRandomPorts(1), findRandomPorts(2)])
  const args = ['--import', 'tsx', 'cli/stack.ts', '--port', String(app)]
  if (prod) args.push('--prod')
  if (tokenTtl !== undefined) args.push('--token-ttl', String(tokenTtl))

  const ports = { WORKOS_EMULATOR_PORT: String(workos), CONVEX_EMULATOR_PORT: String(convex) }
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...ports, ...env },
    // The stack stops itself when this channel closes, so a test run that is killed leaves nothing behind.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const exited = once(child, 'close')
  const said: string[] = []
  onLine(child.stderr, line => said.push(line))
  const logs = () => said.join('\n')

  await new Promise<void>((resolve, reject) => {
    onLine(child.stdout, line => line.startsWith('ready ') && resolve())
    child.once('error', reject)
    void exited.then(() => reject(new Error(`The stack did not start.\n${logs()}`)))
  })
  return {
    url: `http://localhost:${app}`,
    workosUrl: `http://localhost:${workos}`,
    convexUrl: `http://127.0.0.1:${convex}`,
    pid: child.pid ?? 0,
    logs,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

function onLine(stream: Readable | null, listener: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', listener)
}
