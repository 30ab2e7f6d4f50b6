import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Where pushed code is written: below node_modules, so that its imports of packages resolve.
 * Folders of emulators that could not clean up after themselves are removed.
 */
export async function prepareCacheDirectory(port: number): Promise<string> {
  const parent = join(process.cwd(), 'node_modules/.cache/convex-emulator')
  await mkdir(parent, { recursive: true })
  const abandoned = (await readdir(parent)).filter(name => !isRunning(Number.parseInt(name, 10)))
  await Promise.all(abandoned.map(name => rm(join(parent, name), { recursive: true, force: true })))
  return join(parent, `${process.pid}-${port}`)
}

function isRunning(pid: number): boolean {
  if (Number.isNaN(pid)) return false
  try {
    return process.kill(pid, 0)
  }
  catch (error) {
    // EPERM is a process of somebody else; only ESRCH says that there is none.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
