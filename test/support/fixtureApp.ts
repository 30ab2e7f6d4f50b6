import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../../cli/lib/root'
import { startChild } from './startChild'

/** Half a minute on a machine that does nothing else. */
export const BUILD_TIMEOUT_MS = 300_000

export interface FixtureApp {
  outputFolder: string
  logs: () => string
  stop: () => Promise<void>
}

/**
 * Builds and starts an application of this repository, one of `test/fixtures` or `examples`.
 *
 * @param folder relative to the root of the repository.
 * @param env of the build and of the server; `PORT` is where it listens.
 */
export async function startFixtureApp(folder: string, env: NodeJS.ProcessEnv): Promise<FixtureApp> {
  const build = spawnSync(process.execPath, ['node_modules/nuxt/bin/nuxt.mjs', 'build', folder], { cwd: ROOT, env, encoding: 'utf8', timeout: BUILD_TIMEOUT_MS })
  if (build.status !== 0) throw new Error(`${folder} does not build.\n${build.stdout}\n${build.stderr}`)

  const { logs, end } = await startChild({ name: folder, command: process.execPath, args: [join(folder, '.output/server/index.mjs')], env, ready: 'Listening on' })
  return {
    outputFolder: join(ROOT, folder, '.output'),
    logs,
    stop: () => end('SIGTERM'),
  }
}
