import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** File contents by path below the folder. */
export type Snapshot = Map<string, string>

export function takeSnapshot(folder: string): Snapshot {
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return new Map(files.map((file) => {
    const path = join(file.parentPath, file.name)
    return [path.slice(folder.length + 1), readFileSync(path, 'utf8')]
  }))
}

export function restoreSnapshot(folder: string, snapshot: Snapshot): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [path, content] of snapshot) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** Paths that were added, removed or changed, in order. */
export function compareSnapshots(before: Snapshot, after: Snapshot): string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter(path => before.get(path) !== after.get(path)).sort()
}
