import { obtainRedis } from '../../cli/lib/obtainRedis'
import { findRandomPorts } from '../../cli/lib/portProbe'
import { startChild } from './startChild'

export interface Redis {
  url: string
  /** At once, as a crash would. May be called again. */
  stop: () => Promise<void>
}

/** An empty Redis that keeps nothing, on a loopback port of its own. */
export async function startRedis(): Promise<Redis> {
  const program = obtainRedis()
  const port = await findRandomPorts(1)
  const { end } = await startChild({
    name: 'Redis',
    command: program,
    args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    ready: 'Ready to accept connections',
  })
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: () => end('SIGKILL'),
  }
}
