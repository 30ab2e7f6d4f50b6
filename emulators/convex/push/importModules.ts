import { pathToFileURL } from 'node:url'
import { PlatformError } from '../http/platformError'
import { isolateEnv } from '../runtime/functionGlobals'
import type { FunctionEnvironment } from '../runtime/functionGlobals'

export type ImportedModules = Map<string, Record<string, unknown>>

/**
 * Imports the pushed files. Code that runs at import must see the deployment's variables, so the
 * global `process` is exchanged meanwhile; everything else on it stays, since the server is running.
 */
export async function importModules(paths: string[], fileOf: (path: string) => string, environment: FunctionEnvironment): Promise<ImportedModules> {
  const scope = globalThis as { process: NodeJS.Process }
  const host = scope.process
  scope.process = Object.create(host, { env: { value: isolateEnv(environment) } }) as NodeJS.Process
  try {
    const modules: ImportedModules = new Map()
    for (const path of paths) modules.set(path, await importModule(path, fileOf(path)))
    return modules
  }
  finally {
    scope.process = host
  }
}

async function importModule(path: string, file: string): Promise<Record<string, unknown>> {
  try {
    return await import(pathToFileURL(file).href) as Record<string, unknown>
  }
  catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    throw new PlatformError(400, 'InvalidModules', `Loading the pushed modules encountered the following error:\nFailed to analyze ${path}: Uncaught ${text}`)
  }
}
