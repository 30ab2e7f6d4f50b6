import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { emulatorAppEnv, withoutTestMarks } from '../../cli/lib/appEnv'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { findRandomPorts } from '../../cli/lib/portProbe'
import { ROOT } from '../../cli/lib/root'
import type { StackUrls } from './stack'

const FOLDER = 'test/fixtures/layer'
const BUILD_TIMEOUT_MS = 150_000

export interface LayerApp extends StackUrls {
  /** The build, made with all secrets in its environment, as on many build servers. */
  outputFolder: string
  secrets: string[]
  logs: () => string
  stop: () => Promise<void>
}

/** Builds and starts the application that extends this one, on the emulators of a running stack. */
export async function startLayerApp(stack: StackUrls): Promise<LayerApp> {
  const app = await findRandomPorts(1)
  const env = {
    ...withoutTestMarks(process.env),
    ...emulatorAppEnv({ app, workos: portOf(stack.workosUrl), convex: portOf(stack.convexUrl) }),
    WORKOS_COOKIE_PASSWORD: createCookiePassword(),
    PORT: String(app),
    HOST: '127.0.0.1',
  }
  const build = spawnSync(process.execPath, ['node_modules/nuxt/bin/nuxt.mjs', 'build', FOLDER], { cwd: ROOT, env, encoding: 'utf8', timeout: BUILD_TIMEOUT_MS })
  if (build.status !== 0) throw new Error(`The extending application does not build.\n${build.stdout}\n${build.stderr}`)

  const child = spawn(process.execPath, [join(FOLDER, '.output/server/index.mjs')], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'close')
  let said = ''
  child.stderr.on('data', chunk => said += String(chunk))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes('Listening on')) resolve()
    })
    void exited.then(() => reject(new Error(`The extending application did not start.\n${said}`)))
  })
  return {
    ...stack,
    url: `http://localhost:${app}`,
    outputFolder: join(ROOT, FOLDER, '.output'),
    secrets: [env.WORKOS_API_KEY, env.WORKOS_COOKIE_PASSWORD],
    logs: () => said,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port)
}
