import { makeFunctionReference } from 'convex/server'
import type { Value } from 'convex/values'
import type { EmulatorLog } from '../control/log'
import { userAttributes } from '../auth/identity'
import type { Identity } from '../auth/identity'
import type { Generation } from '../push/generation'
import type { Database } from './database'
import { executionStorage } from './execution'
import type { Execution, ExecutionVia } from './execution'
import { describeFailure } from './functionError'
import type { FunctionFailure } from './functionError'
import type { FunctionEnvironment } from './functionGlobals'
import { formatFunctionPath, parseFunctionPath } from './functionPath'
import type { FunctionPath } from './functionPath'
import type { FunctionKind, PushedFunction } from './pushedFunction'
import type { ReadSet } from './readSet'
import { newRequestId } from './requestId'
import { wrapFunction } from './wrapFunction'
import { runSystemQuery } from '../system/runSystemQuery'
import type { SystemSource } from '../system/runSystemQuery'

export type Args = Record<string, Value>

export interface FunctionCall {
  path: string
  /** `any` lets the function's own kind decide, as `convex run` needs. */
  kind: FunctionKind | 'any'
  args: Args
  identity: Identity
  via: ExecutionVia
  connection?: number
  requestId?: string
  client?: { ip: string | null, userAgent: string | null }
  reads?: ReadSet
  page?: Execution['page']
}

export type FunctionOutcome =
  | { success: true, value: Value, logLines: string[] }
  | { success: false, failure: FunctionFailure, logLines: string[] }

const KIND_NAMES: Record<FunctionKind, string> = { query: 'Query', mutation: 'Mutation', action: 'Action' }

/** Calls functions of the current code on behalf of somebody outside. */
export class FunctionRunner {
  private functions: ReadonlyMap<string, PushedFunction> = new Map()

  constructor(
    private readonly database: Database,
    private readonly log: EmulatorLog,
    private readonly environment: FunctionEnvironment,
    private readonly system: SystemSource,
  ) {}

  useGeneration(generation: Generation): void {
    this.functions = generation.functions
    const modules = new Map<string, Record<string, unknown>>()
    for (const fn of generation.functions.values()) {
      const module = modules.get(fn.path.module) ?? {}
      module[fn.path.name] = wrapFunction(fn, this.environment, this.log)
      modules.set(fn.path.module, module)
    }
    this.database.useModules((path) => {
      const module = modules.get(path.replace(/\.js$/, ''))
      if (!module) throw new Error(`Could not find function for '${path}'. Did you forget to run \`npx convex dev\`?`)
      return Promise.resolve(module)
    })
  }

  list(): PushedFunction[] {
    return [...this.functions.values()]
  }

  async run(call: FunctionCall): Promise<FunctionOutcome> {
    const path = parseFunctionPath(call.path)
    const execution = executionOf(call)
    const { requestId } = execution.request
    try {
      const system = runSystemQuery(path, call, this.system)
      if (system) return { success: true, value: system.value, logLines: [] }
      const kind = this.requireCallable(path, call)
      const value = await executionStorage.run(execution, () => this.invoke(kind, path, call))
      return { success: true, value: value ?? null, logLines: execution.logLines }
    }
    catch (error) {
      const failure = error instanceof RefusedCall
        ? { message: `[Request ID: ${requestId}] Server Error\n${error.message}\n` }
        : describeFailure(error, requestId)
      return { success: false, failure, logLines: execution.logLines }
    }
  }

  /** A caller from outside cannot tell an internal function from one that does not exist. */
  private requireCallable(path: FunctionPath, { identity, kind }: FunctionCall): FunctionKind {
    const fn = this.functions.get(formatFunctionPath(path))
    const name = path.name === 'default' ? path.module : formatFunctionPath(path)
    if (kind === 'any') {
      if (!fn) throw new RefusedCall(`Could not find function for '${name}'. Did you forget to run \`npx convex dev\`?`)
      return fn.kind
    }
    if (!fn || (!fn.isPublic && identity.kind !== 'admin')) {
      throw new RefusedCall(`Could not find public function for '${name}'.`)
    }
    if (fn.kind !== kind) {
      throw new RefusedCall(`Trying to execute ${path.module}.js:${path.name} as ${KIND_NAMES[kind]}, but it is defined as ${KIND_NAMES[fn.kind]}.`)
    }
    return kind
  }

  private invoke(kind: FunctionKind, path: FunctionPath, { identity, args }: FunctionCall): Promise<Value | undefined> {
    const attributes = userAttributes(identity)
    const accessor = attributes ? this.database.runner.withIdentity(attributes) : this.database.runner
    const name = formatFunctionPath(path)
    switch (kind) {
      case 'query': return accessor.query(makeFunctionReference<'query', Args, Value>(name), args)
      case 'mutation': return accessor.mutation(makeFunctionReference<'mutation', Args, Value>(name), args)
      case 'action': return accessor.action(makeFunctionReference<'action', Args, Value>(name), args)
    }
  }
}

class RefusedCall extends Error {}

function executionOf({ via, identity, connection, requestId, client, reads, page }: FunctionCall): Execution {
  return {
    via,
    identity,
    connection: connection ?? null,
    request: { requestId: requestId ?? newRequestId(), ip: client?.ip ?? null, userAgent: client?.userAgent ?? null },
    caller: null,
    logLines: [],
    reads: reads ?? null,
    page: page ?? { endCursor: null },
  }
}

