import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a folder, byte for byte. */
export function readFiles(folder: string): Array<{ name: string, text: string }> {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map((entry) => {
      const name = join(entry.parentPath, entry.name)
      return { name, text: readFileSync(name, 'latin1') }
    })
}
