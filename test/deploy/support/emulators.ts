import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { findRandomPorts } from '../../../cli/lib/portProbe'
import { ROOT } from '../../../cli/lib/root'

export interface Emulators {
  workos: number
  convex: number
  stop: () => Promise<void>
}

/** `npm run emulators`, on ports of their own. */
export async function startEmulators(): Promise<Emulators> {
  const [workos, convex] = await Promise.all([findRandomPorts(1), findRandomPorts(2)])
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/emulators.ts'], {
    cwd: ROOT,
    env: { ...process.env, WORKOS_EMULATOR_PORT: String(workos), CONVEX_EMULATOR_PORT: String(convex) },
    // They stop themselves when this channel closes.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const exited = once(child, 'close')
  let said = ''
  child.stderr?.on('data', chunk => said += String(chunk))
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes('The app needs these')) resolve()
    })
    void exited.then(() => reject(new Error(`The emulators did not start.\n${said}`)))
  })
  return {
    workos,
    convex,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}
