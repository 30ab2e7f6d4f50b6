import { join } from 'node:path'
import { evaluateAuthConfig } from '../auth/evaluateAuthConfig'
import type { FunctionEnvironment } from '../runtime/functionGlobals'
import { describeSchema } from './describeSchema'
import { findCronNames } from './findCronNames'
import { findFunctions } from './findFunctions'
import { findRouter } from './findRouter'
import { AUTH_CONFIG_PATH } from './generation'
import type { Generation } from './generation'
import { importModules } from './importModules'
import type { ModuleConfig } from './pushRequest'
import { writeModules } from './writeModules'

export interface PushedCode {
  modules: ModuleConfig[]
  schema: ModuleConfig | null
}

/** Turns uploaded code into functions that can be called; throws what makes the push fail. */
export async function loadGeneration(id: number, cacheDirectory: string, code: PushedCode, environment: FunctionEnvironment): Promise<Generation> {
  const directory = join(cacheDirectory, `generation-${id}`)
  const { modules, schema } = code
  const fileOf = await writeModules(directory, schema ? [...modules, schema] : modules)
  const authConfig = modules.find(({ path }) => path === AUTH_CONFIG_PATH)
  const providers = authConfig
    ? await evaluateAuthConfig(fileOf(AUTH_CONFIG_PATH), environment.variables(), 'The pushed auth config is invalid')
    : []
  const entryPoints = modules.map(({ path }) => path).filter(path => path !== AUTH_CONFIG_PATH && !path.startsWith('_deps/'))
  const imported = await importModules(schema ? [...entryPoints, schema.path] : entryPoints, fileOf, environment)
  return {
    id,
    directory,
    modules,
    functions: findFunctions(modules, imported),
    schema: schema ? describeSchema(imported.get(schema.path) ?? {}) : null,
    router: findRouter(imported.get('http.js')),
    cronNames: findCronNames(imported.get('crons.js')),
    providers,
  }
}
