import { existsSync, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { withoutTestMarks } from './appEnv'
import { binScript } from './binScript'
import type { Children } from './children'
import { Problem } from './problem'
import { ROOT } from './root'

export const SERVER_SCRIPT = join('.output', 'server', 'index.mjs')

/** Folders that never end up in the build. Anything unknown counts, so that a stale build is never used. */
const NOT_BUILT = new Set([
  'node_modules', 'cli', 'emulators', 'test', 'bench', 'docs', 'examples', 'coverage', 'dist', 'test-results',
])

/** Whether the production build is missing or older than something it is made of. */
export async function isBuildStale(root: string): Promise<boolean> {
  const script = join(root, SERVER_SCRIPT)
  return !existsSync(script) || await hasNewerFile(root, statSync(script).mtimeMs, true)
}

export async function ensureBuild(children: Children, onLine?: (line: string) => void): Promise<void> {
  if (!await isBuildStale(ROOT)) return
  const child = children.start({
    name: 'build',
    args: [binScript('nuxt'), 'build'],
    env: { ...withoutTestMarks(process.env), NUXT_TELEMETRY_DISABLED: '1' },
    ...onLine && { onLine },
  })
  const { code } = await child.exited
  if (code !== 0) throw new Problem(['The production build failed.', ...child.lastLines()].join('\n'))
}

async function hasNewerFile(folder: string, builtAt: number, isRoot = false): Promise<boolean> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || (isRoot && NOT_BUILT.has(entry.name)) || /\.(?:md|log)$/.test(entry.name)) continue
    const path = join(folder, entry.name)
    // A folder is newer when something was added to it or deleted from it.
    if ((await stat(path)).mtimeMs > builtAt) return true
    if (entry.isDirectory() && await hasNewerFile(path, builtAt)) return true
  }
  return false
}
