import { emulatorAppEnv, withoutTestMarks } from '../../cli/lib/appEnv'
import { SERVER_SCRIPT } from '../../cli/lib/build'
import { findRandomPorts } from '../../cli/lib/portProbe'
import type { StackUrls } from './stack'
import { startChild } from './startChild'

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
  const { pid, logs, end } = await startChild({
    name: 'The server',
    command: process.execPath,
    args: [SERVER_SCRIPT],
    env: {
      ...withoutTestMarks(process.env),
      ...emulatorAppEnv({ app, workos: portOf(stack.workosUrl), convex: portOf(stack.convexUrl) }),
      WORKOS_COOKIE_PASSWORD: options.cookiePassword,
      NODE_ENV: 'production',
      PORT: String(app),
      HOST: '127.0.0.1',
      ...options.env,
    },
    ready: 'Listening on',
  })
  return {
    ...stack,
    url: `http://localhost:${app}`,
    pid,
    logs,
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
