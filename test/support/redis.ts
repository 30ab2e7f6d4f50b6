import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { obtainRedis } from '../../cli/lib/obtainRedis'
import { findRandomPorts } from '../../cli/lib/portProbe'

export interface Redis {
  url: string
  /** At once, as a crash would. May be called again. */
  stop: () => Promise<void>
}

/** An empty Redis that keeps nothing, on a loopback port of its own. */
export async function startRedis(): Promise<Redis> {
  const program = obtainRedis()
  const port = await findRandomPorts(1)
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: ['ignore', 'pipe', 'pipe'] })
  // A test run that ends early leaves nothing behind.
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const exited = once(child, 'close')
  let said = ''
  child.stderr.on('data', chunk => said += String(chunk))

  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes('Ready to accept connections')) resolve()
    })
    child.once('error', reject)
    void exited.then(() => reject(new Error(`Redis did not start.\n${said}`)))
  })
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      process.off('exit', killAtExit)
      child.kill('SIGKILL')
      await exited
    },
  }
}
