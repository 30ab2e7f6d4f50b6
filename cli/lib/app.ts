import { join } from 'node:path'
import { withoutTestMarks } from './appEnv'
import { binScript } from './binScript'
import { SERVER_SCRIPT } from './build'
import type { Child, Children } from './children'

export interface AppOptions {
  /** The folder of the application, from the root; the root itself when left out. */
  folder?: string
  port: number
  env: NodeJS.ProcessEnv
  /** The built server instead of the development one. */
  prod?: boolean
  onLine: (line: string) => void
}

const HOST = '127.0.0.1'

export function startApp(children: Children, { folder = '.', port, env, prod = false, onLine }: AppOptions): Child {
  const shared = { ...withoutTestMarks(env), PORT: String(port), HOST, NITRO_PORT: String(port), NITRO_HOST: HOST }
  return prod
    ? children.start({ name: 'app', args: [join(folder, SERVER_SCRIPT)], env: { ...shared, NODE_ENV: 'production' }, onLine })
    : children.start({
        name: folder === '.' ? 'nuxt' : folder,
        args: [binScript('nuxt'), 'dev', folder, '--port', String(port), '--host', HOST, '--no-qr'],
        env: { ...shared, NUXT_PORT: String(port), NUXT_HOST: HOST, NUXT_TELEMETRY_DISABLED: '1' },
        onLine,
      })
}
