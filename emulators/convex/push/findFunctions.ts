import { formatFunctionPath } from '../runtime/functionPath'
import { readRegistration } from '../runtime/pushedFunction'
import type { PushedFunction } from '../runtime/pushedFunction'
import type { ImportedModules } from './importModules'
import type { ModuleConfig } from './pushRequest'

export function findFunctions(modules: ModuleConfig[], imported: ImportedModules): Map<string, PushedFunction> {
  const functions = new Map<string, PushedFunction>()
  for (const { path, environment } of modules) {
    for (const [name, exported] of Object.entries(imported.get(path) ?? {})) {
      const fn = readRegistration(exported, { module: path.replace(/\.js$/, ''), name }, environment)
      if (fn) functions.set(formatFunctionPath(fn.path), fn)
    }
  }
  return functions
}
