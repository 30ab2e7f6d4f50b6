import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Project {
  directory: string
  write: (path: string, text: string) => Promise<void>
  read: (path: string) => Promise<string>
  edit: (path: string, from: string, to: string) => Promise<void>
  remove: () => Promise<void>
}

const FIXTURE = fileURLToPath(new URL('../fixture', import.meta.url))

/** A copy of the fixture below node_modules, where its imports of `convex` find this project's copy. */
export async function copyFixture(): Promise<Project> {
  const parent = join(process.cwd(), 'node_modules/.cache/convex-emulator-tests')
  await mkdir(parent, { recursive: true })
  const directory = await mkdtemp(join(parent, 'project-'))
  await cp(FIXTURE, directory, { recursive: true })
  const write = (path: string, text: string) => writeFile(join(directory, path), text)
  const read = (path: string) => readFile(join(directory, path), 'utf8')
  return {
    directory,
    write,
    read,
    edit: async (path, from, to) => {
      const text = await read(path)
      if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`)
      await write(path, text.replace(from, to))
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}
