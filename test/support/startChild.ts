import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { ROOT } from '../../cli/lib/root'

export interface StartedChild {
  pid: number
  /** Everything it said so far. */
  logs: () => string
  /** Ends it, and waits for that. May be called again. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

export interface ChildOptions {
  /** For the error, should it not start. */
  name: string
  command: string
  args: string[]
  env?: NodeJS.ProcessEnv
  /** What it says on stdout once it is up. */
  ready: string
}

/** Starts a server of a test, in the project's folder. @throws Error with what it said, when it ends before it is up. */
export async function startChild({ name, command, args, env, ready }: ChildOptions): Promise<StartedChild> {
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  // A test run that ends early leaves nothing behind.
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const exited = once(child, 'close')
  let said = ''
  child.stderr.on('data', chunk => said += String(chunk))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes(ready)) resolve()
    })
    child.once('error', reject)
    void exited.then(() => reject(new Error(`${name} did not start.\n${said}`)))
  })
  return {
    pid: child.pid ?? 0,
    logs: () => said,
    end: async (signal) => {
      process.off('exit', killAtExit)
      child.kill(signal)
      await exited
    },
  }
}
