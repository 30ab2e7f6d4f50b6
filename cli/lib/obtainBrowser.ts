import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { binScript } from './binScript'
import { findBrowser } from './findBrowser'
import { Problem } from './problem'

/** The browser the tests run in, installed first where there is none. */
export function obtainBrowser(): string {
  const installed = findBrowser()
  if (installed !== undefined) return installed
  const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (isDebianRoot && run('apt-get', ['update']) && run('apt-get', [
    'install', '-y', '--no-install-recommends', 'chromium',
  ])) {
    const fromDebian = findBrowser()
    if (fromDebian !== undefined) return fromDebian
  }
  run(process.execPath, [binScript('playwright-core'), 'install', 'chromium'])
  const downloaded = findBrowser()
  if (downloaded !== undefined) return downloaded
  throw new Problem(
    'The browser tests need Chromium or Chrome. Install one, or set CHROMIUM_PATH to the program of one.',
  )
}

/** What an installer says goes to stderr, so that stdout stays the path for whoever reads it. */
function run(command: string, args: string[]): boolean {
  process.stderr.write(`> ${command} ${args.join(' ')}\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status === 0
}
