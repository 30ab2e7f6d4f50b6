import { AsyncLocalStorage } from 'node:async_hooks'
import type { ValidatorJSON, Value } from 'convex/values'
import type { QuerySource } from './readSet'

export type StoredDocument = Record<string, Value> & { _id: string, _creationTime: number }

/** The part of convex-test's in-memory database that the emulator reads or replaces. */
export interface DatabaseState {
  _documents: Record<string, StoredDocument>
  /** Uncommitted writes, one map per nested transaction; null is a deletion. */
  _writes: Record<string, StoredDocument | null>[]
  _queryResults: Record<string, unknown>
  _validate: (table: string, document: Record<string, Value>) => void
  /** Calls back with each document of a table, uncommitted ones included. */
  _iterateDocs: (table: string, callback: (document: StoredDocument) => void) => void
  _resolveQuerySource: (query: { source: QuerySource }) => unknown
  get: (table: string, id: string) => StoredDocument | null
  _schema: { schemaValidation: boolean, tables: Map<string, TableState> } | null
}

export interface TableState {
  indexes: { indexDescriptor: string, fields: string[] }[]
  documentType: ValidatorJSON
}

export interface ConvexTestState {
  components: Record<string, {
    db: DatabaseState
    modules: (path: string) => Promise<Record<string, unknown>>
  }>
  transactionManager: {
    commit: (isNested: boolean) => bigint | null
    rollback: (isNested: boolean) => void
    _lastCommitTs: bigint
  }
  asyncSyscall: (op: string, args: string) => Promise<string>
  syscall: (op: string, args: string) => string
}

/**
 * Reaches the state that convex-test keeps behind its accessor, so that one instance can serve a
 * deployment for its whole life: new code and schemas are swapped in, and documents, ids and
 * scheduled functions stay. The library offers no way to do that, but it runs every call inside an
 * AsyncLocalStorage that holds exactly this object.
 */
export function captureConvexTestState(enterContext: () => unknown): ConvexTestState {
  const originalRun = AsyncLocalStorage.prototype.run
  let captured: ConvexTestState | undefined
  AsyncLocalStorage.prototype.run = function (this: AsyncLocalStorage<unknown>, store: unknown, ...rest: unknown[]) {
    if (isConvexTestState(store)) captured = store
    return Reflect.apply(originalRun, this, [store, ...rest])
  } as typeof originalRun
  try {
    void enterContext()
  }
  finally {
    AsyncLocalStorage.prototype.run = originalRun
  }
  if (!captured) {
    throw new Error('The installed convex-test keeps its state in another form than the Convex emulator knows (0.0.60).')
  }
  return captured
}

function isConvexTestState(store: unknown): store is ConvexTestState {
  if (typeof store !== 'object' || store === null) return false
  const { components, transactionManager, asyncSyscall, syscall } = store as Partial<ConvexTestState>
  const root = components?.['']
  return typeof asyncSyscall === 'function'
    && typeof syscall === 'function'
    && typeof transactionManager?.commit === 'function'
    && typeof transactionManager._lastCommitTs === 'bigint'
    && typeof root?.modules === 'function'
    && Array.isArray(root.db._writes)
    && typeof root.db._documents === 'object'
    && typeof root.db._validate === 'function'
    && typeof root.db._iterateDocs === 'function'
    && typeof root.db._resolveQuerySource === 'function'
}
