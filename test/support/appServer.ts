import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { emulatorAppEnv, withoutTestMarks } from '../../cli/lib/appEnv'
import { SERVER_SCRIPT } from '../../cli/lib/build'
import { findRandomPorts } from '../../cli/lib/portProbe'
import { ROOT } from '../../cli/lib/root'
import type { StackUrls } from './stack'

export interface AppServer extends StackUrls {
  pid: number
  logs: () => string
  stop: () => Promise<void>
  /** Ends it in the middle of whatever it is doing. */
  kill: () => Promise<void>
}

/**
 * One more process of the production build, on the emulators of a running stack (which has built it).
 *
 * @param options.cookiePassword servers of one site share it.
 * @param options.port for a server that takes the place of another one.
 * @param options.env reaches the server as it is.
 */
export async function startAppServer(stack: StackUrls, options: { cookiePassword: string, port?: number, env?: Record<string, string> }): Promise<AppServer> {
  const app = options.port ?? await findRandomPorts(1)
  const child = spawn(process.execPath, [SERVER_SCRIPT], {
    cwd: ROOT,
    env: {
      ...withoutTestMarks(process.env),
      ...emulatorAppEnv({ app, workos: portOf(stack.workosUrl), convex: portOf(stack.convexUrl) }),
      WORKOS_COOKIE_PASSWORD: options.cookiePassword,
      NODE_ENV: 'production',
      PORT: String(app),
      HOST: '127.0.0.1',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A test run that ends early leaves nothing behind.
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const exited = once(child, 'close')
  let said = ''
  child.stderr.on('data', chunk => said += String(chunk))
  child.stdout.on('data', chunk => said += String(chunk))

  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (said.includes('Listening on')) resolve()
    })
    child.once('error', reject)
    void exited.then(() => reject(new Error(`The server did not start.\n${said}`)))
  })
  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    process.off('exit', killAtExit)
    child.kill(signal)
    await exited
  }
  return {
    ...stack,
    url: `http://localhost:${app}`,
    pid: child.pid ?? 0,
    logs: () => said,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** How often WorkOS was asked to renew tokens since its request log was last emptied. */
export async function countRefreshes(workosUrl: string): Promise<number> {
  const response = await fetch(`${workosUrl}/_emulate/requests?grantType=refresh_token`)
  return (await response.json() as unknown[]).length
}

function portOf(url: string): number {
  return Number(new URL(url).port)
}
