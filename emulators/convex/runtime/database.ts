import { convexTest } from 'convex-test'
import type { TestConvexForDataModel } from 'convex-test'
import type { AnyDataModel } from 'convex/server'
import { captureConvexTestState } from './convexTestState'
import type { ConvexTestState, StoredDocument } from './convexTestState'
import { DocumentIndex } from './documentIndex'
import type { DocumentChange, QuerySource } from './readSet'
import { trackSyscalls } from './trackSyscalls'
import { checkValue } from '../validators/checkValue'
import { tableOfId } from '../validators/tableOfId'
import type { SchemaDescription } from '../push/describeSchema'

export type ModuleLoader = (path: string) => Promise<Record<string, unknown>>
type Runner = TestConvexForDataModel<AnyDataModel>
export type CommitListener = (changes: DocumentChange[]) => void

/**
 * Owns the documents: one convex-test instance for the life of the deployment, whose code and
 * schema are replaced on a push.
 */
export class Database {
  readonly runner: Runner = convexTest({ modules: { './convex/_generated/api.js': () => Promise.resolve({}) } })
  private readonly state: ConvexTestState
  private readonly listeners: CommitListener[] = []
  private readonly index = new DocumentIndex(id => this.root.db._documents[id])

  constructor() {
    this.state = captureConvexTestState(() => this.runner.finishInProgressScheduledFunctions())
    this.state.transactionManager._lastCommitTs = wallClock()
    trackSyscalls(this.state)
    this.announceCommits()
    this.useIndex()
    this.forgetQueryResults()
    this.wordSchemaErrors()
  }

  private get root() {
    const root = this.state.components['']
    if (!root) throw new Error('convex-test has no root component.')
    return root
  }

  /** Nanoseconds since the epoch of the latest commit. */
  latestTs(): bigint {
    return this.state.transactionManager._lastCommitTs
  }

  /** Marks a change that is not a document, such as a push, so that clients see time move on. */
  advanceTs(): void {
    const { transactionManager } = this.state
    const now = wallClock()
    transactionManager._lastCommitTs = now > transactionManager._lastCommitTs ? now : transactionManager._lastCommitTs + 1n
  }

  onCommit(listener: CommitListener): void {
    this.listeners.push(listener)
  }

  useModules(load: ModuleLoader): void {
    this.root.modules = load
  }

  useSchema(schema: SchemaDescription | null): void {
    this.root.db._schema = schema && {
      schemaValidation: schema.schemaValidation,
      tables: new Map(schema.tables.map(table => [table.tableName, { indexes: table.indexes, documentType: table.documentType }])),
    }
  }

  documents(table: string): StoredDocument[] {
    return Object.values(this.root.db._documents).filter(document => tableOfId(document._id) === table)
  }

  tables(): string[] {
    return [...new Set(Object.keys(this.root.db._documents).flatMap(id => tableOfId(id) ?? []))].sort()
  }

  /** Empties every table, system tables included, between two transactions. */
  async clear(): Promise<void> {
    await this.runner.run(async () => {
      this.root.db._documents = {}
      this.index.clear()
      await Promise.resolve()
    })
  }

  private announceCommits(): void {
    const { transactionManager } = this.state
    const commit = transactionManager.commit.bind(transactionManager)
    transactionManager.commit = (isNested) => {
      const changes = isNested ? [] : this.pendingChanges()
      const ts = commit(isNested)
      for (const { id, before } of changes) this.index.replace(id, before, this.root.db._documents[id] ?? null)
      if (!isNested) for (const listener of this.listeners) listener(changes)
      return ts
    }
  }

  private pendingChanges(): DocumentChange[] {
    const { _documents, _writes } = this.root.db
    return Object.entries(_writes[0] ?? {}).map(([id, after]) => ({
      table: tableOfId(id) ?? '',
      id,
      before: _documents[id] ?? null,
      after,
    }))
  }

  /** Queries look at the documents that can match, instead of at all there are. */
  private useIndex(): void {
    const { db } = this.root
    const resolve = db._resolveQuerySource.bind(db)
    let asked: QuerySource | null = null
    db._resolveQuerySource = (query) => {
      asked = query.source
      try {
        return resolve(query)
      }
      finally {
        asked = null
      }
    }
    db._iterateDocs = (table, callback) => {
      const committed = this.index.candidates(asked ?? { type: 'FullTableScan', tableName: table })
      const uncommitted = db._writes.flatMap(writes => Object.keys(writes).filter(id => tableOfId(id) === table))
      for (const id of new Set([...committed, ...uncommitted])) {
        const document = db.get(table, id)
        if (document) callback(document)
      }
    }
  }

  /** A document that does not match its table is refused in the backend's words. */
  private wordSchemaErrors(): void {
    const { db } = this.root
    db._validate = (table, document) => {
      const schema = db._schema
      const validator = schema?.schemaValidation ? schema.tables.get(table)?.documentType : undefined
      const issue = validator && checkValue(validator, document)
      if (issue) throw new Error(`Failed to insert or update a document in table "${table}" because it does not match the schema: ${issue}`)
    }
  }

  /** convex-test keeps every result a query has streamed; a server that runs for days cannot. */
  private forgetQueryResults(): void {
    const { transactionManager } = this.state
    const rollback = transactionManager.rollback.bind(transactionManager)
    transactionManager.rollback = (isNested) => {
      rollback(isNested)
      if (!isNested) this.root.db._queryResults = {}
    }
  }
}

function wallClock(): bigint {
  return BigInt(Date.now()) * 1_000_000n
}
