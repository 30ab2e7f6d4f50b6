import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ConvexEmulator } from '../../../../emulators/convex/start'

const CLI = join(process.cwd(), 'node_modules/convex/bin/main.js')

export interface CliResult {
  code: number | null
  stdout: string
  stderr: string
}

/** The real Convex CLI, unmodified, against the emulator as a self-hosted deployment. */
export function spawnConvex(emulator: ConvexEmulator, directory: string, args: string[]): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      // Without it the CLI reports its errors to a server, and offline it waits for that forever.
      CI: '1',
      CONVEX_SELF_HOSTED_URL: emulator.url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: emulator.adminKey,
    },
  })
}

export async function convex(emulator: ConvexEmulator, directory: string, ...args: string[]): Promise<CliResult> {
  const child = spawnConvex(emulator, directory, args)
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const [code] = await once(child, 'close') as [number | null]
  return { code, stdout, stderr }
}

/** Pushes once, and fails the test with the CLI's own words if that does not work. */
export async function push(emulator: ConvexEmulator, directory: string): Promise<CliResult> {
  const result = await convex(emulator, directory, 'dev', '--once', '--typecheck', 'disable')
  if (result.code !== 0) throw new Error(`convex dev --once failed:\n${result.stderr}`)
  return result
}
