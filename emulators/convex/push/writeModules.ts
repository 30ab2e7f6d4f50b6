import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ModuleConfig } from './pushRequest'

/**
 * Writes the bundle below `<generation>/out`. The bundler's source maps name the developer's files
 * as `../convex/…`, so stack traces come out as `<generation>/convex/…`.
 */
export async function writeModules(generationDirectory: string, modules: ModuleConfig[]): Promise<(path: string) => string> {
  const out = join(generationDirectory, 'out')
  await mkdir(out, { recursive: true })
  await writeFile(join(out, 'package.json'), '{"type":"module"}\n')
  await Promise.all(modules.map(async ({ path, source, sourceMap }) => {
    const file = join(out, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, source)
    if (sourceMap !== undefined) await writeFile(`${file}.map`, sourceMap)
  }))
  return path => join(out, path)
}
