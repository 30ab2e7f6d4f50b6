import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Problem } from './problem'

/** The Redis server that tests start for themselves, installed first where there is none. */
export function obtainRedis(): string {
  const installed = findRedis()
  if (installed !== undefined) return installed
  const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (isDebianRoot && run('apt-get', ['update']) && run('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'])) {
    const fromDebian = findRedis()
    if (fromDebian !== undefined) return fromDebian
  }
  throw new Problem('The tests with several servers need redis-server on the PATH. Install Redis: https://redis.io/docs/latest/operate/oss_and_stack/install/')
}

export function findRedis(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  return folders.map(folder => join(folder, 'redis-server')).find(path => existsSync(path))
}

function run(command: string, args: string[]): boolean {
  process.stderr.write(`> ${command} ${args.join(' ')}\n`)
  // RUNLEVEL=1 keeps Debian from starting the service it has installed: only the program is wanted.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status === 0
}
