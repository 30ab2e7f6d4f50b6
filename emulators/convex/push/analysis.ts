import type { FunctionKind, PushedFunction } from '../runtime/pushedFunction'
import type { Generation } from './generation'

const UDF_TYPE: Record<FunctionKind, string> = { query: 'Query', mutation: 'Mutation', action: 'Action' }

/** The description of the code that the CLI generates types from (convex/src/cli/lib/deployApi/componentDefinition.ts). */
export function analyze(generation: Generation, udfServerVersion: string): object {
  return {
    definition: {
      path: '',
      definitionType: { type: 'app' },
      childComponents: [],
      httpMounts: {},
      exports: { type: 'branch', branch: [] },
      envVars: [],
    },
    schema: generation.schema,
    functions: Object.fromEntries(generation.modules.map(({ path }) => [path, {
      functions: [...generation.functions.values()].filter(fn => `${fn.path.module}.js` === path).map(analyzeFunction),
      httpRoutes: path === 'http.js' ? analyzeRoutes(generation) : null,
      cronSpecs: null,
      sourceMapped: null,
    }])),
    udfConfig: { serverVersion: udfServerVersion, importPhaseRngSeed: null, importPhaseUnixTimestamp: null },
  }
}

export function analyzeRoutes({ router }: Generation): { method: string, path: string }[] | null {
  return router?.getRoutes().map(([path, method]) => ({ method, path })) ?? null
}

function analyzeFunction({ path, kind, isPublic, args, returns }: PushedFunction): object {
  return {
    name: path.name,
    pos: null,
    udfType: UDF_TYPE[kind],
    visibility: { kind: isPublic ? 'public' : 'internal' },
    args: JSON.stringify(args),
    returns: JSON.stringify(returns),
  }
}
