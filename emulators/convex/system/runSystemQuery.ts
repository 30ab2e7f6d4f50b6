import type { Value } from 'convex/values'
import type { FunctionPath } from '../runtime/functionPath'
import { formatFunctionPath } from '../runtime/functionPath'
import type { FunctionCall } from '../runtime/functionRunner'
import type { Database } from '../runtime/database'
import type { PushedFunction } from '../runtime/pushedFunction'

export interface SystemSource {
  database: Database
  variables: () => ReadonlyMap<string, string>
  functions: () => PushedFunction[]
}

const KIND_NAMES = { query: 'Query', mutation: 'Mutation', action: 'Action' } as const

/**
 * The built-in queries that the CLI subscribes to. Null leaves the call to the pushed code, which
 * has no such module: to anyone but an administrator they do not exist.
 */
export function runSystemQuery(path: FunctionPath, call: FunctionCall, source: SystemSource): { value: Value } | null {
  if (call.identity.kind !== 'admin') return null
  switch (formatFunctionPath(path)) {
    case '_system/cli/queryEnvironmentVariables:default': return { value: listVariables(source) }
    case '_system/cli/queryEnvironmentVariables:get': return { value: listVariables(source).find(({ name }) => name === call.args.name) ?? null }
    case '_system/cli/queryTable:default': return { value: readTable(call, source) }
    case '_system/cli/tables:default': return { value: source.database.tables().filter(name => !name.startsWith('_')).map(name => ({ name })) }
    case '_system/cli/modules:apiSpec': return { value: source.functions().map(describeFunction) }
    default: return null
  }
}

function listVariables({ variables }: SystemSource): { name: string, value: string }[] {
  return [...variables()].map(([name, value]) => ({ name, value })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function readTable({ args, reads }: FunctionCall, { database }: SystemSource): Value {
  const table = String(args.tableName)
  reads?.addTable(table)
  return database.documents(table)
}

function describeFunction({ path, kind, isPublic, args, returns }: PushedFunction): Value {
  return {
    functionType: KIND_NAMES[kind],
    identifier: `${path.module}.js:${path.name}`,
    visibility: { kind: isPublic ? 'public' : 'internal' },
    args: JSON.stringify(args),
    returns: JSON.stringify(returns),
  }
}
