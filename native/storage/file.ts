import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { NativeStorage } from './storage'

/** A file that only its owner can read, for command-line programs on Node. It is replaced whole, so that a crash leaves the old one or the new. */
export function fileStorage(path: string): NativeStorage {
  return {
    load: () => readFile(path, 'utf8').catch(orNothing),
    save: async (text) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = `${path}.${randomUUID()}`
      try {
        const file = await open(draft, 'wx', 0o600)
        try {
          await file.writeFile(text)
          // Else a machine that loses power may keep the name and not the text.
          await file.sync()
        }
        finally {
          await file.close()
        }
        await rename(draft, path)
      }
      catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    clear: () => rm(path, { force: true }),
  }
}

function orNothing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
