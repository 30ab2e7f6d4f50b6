import { createHash } from 'node:crypto'
import { convexToJson } from 'convex/values'
import type { JSONValue } from 'convex/values'
import type { EmulatorLog } from '../control/log'
import { userAttributes } from '../auth/identity'
import type { Identity } from '../auth/identity'
import type { Args, FunctionOutcome, FunctionRunner } from './functionRunner'
import { ReadSet } from './readSet'
import type { DocumentChange } from './readSet'
import { newRequestId } from './requestId'

export interface LiveQueryCall {
  path: string
  args: Args
  identity: Identity
  /** From an earlier result of the same query, on another connection perhaps. */
  journal: string | null
}

export interface QueryResult {
  outcome: { success: true, value: JSONValue } | { success: false, message: string, data?: JSONValue }
  logLines: string[]
  /** Where a page ended; the client gives it back when it subscribes again. */
  journal: string | null
  /** Equal for results that a client cannot tell apart. */
  hash: string
}

export interface Subscription {
  evaluate: () => Promise<QueryResult>
  isFresh: () => boolean
  release: () => void
}

interface LiveQuery {
  call: LiveQueryCall
  reads: ReadSet
  result: QueryResult | null
  page: { endCursor: string | null }
  isFresh: boolean
  running: Promise<QueryResult> | null
  staleListeners: Set<() => void>
}

/** Runs each subscribed query once for all who ask the same as the same user, until data it read changes. */
export class QueryCache {
  private readonly queries = new Map<string, LiveQuery>()

  constructor(private readonly functions: FunctionRunner, private readonly log: EmulatorLog) {}

  subscribe(call: LiveQueryCall, connection: number, onStale: () => void): Subscription {
    const key = keyOf(call)
    const query = this.queries.get(key) ?? { call, reads: new ReadSet(), result: null, page: { endCursor: call.journal }, isFresh: false, running: null, staleListeners: new Set() }
    this.queries.set(key, query)
    query.staleListeners.add(onStale)
    let isFirst = true
    return {
      evaluate: () => {
        if (isFirst && query.isFresh && query.result) this.logCached(call, connection, query.result)
        isFirst = false
        return this.evaluate(query, connection)
      },
      isFresh: () => query.isFresh,
      release: () => {
        query.staleListeners.delete(onStale)
        if (query.staleListeners.size === 0 && this.queries.get(key) === query) this.queries.delete(key)
      },
    }
  }

  /** After a commit: what it touched is computed again when next asked for. */
  invalidate(changes: DocumentChange[]): void {
    for (const query of this.queries.values()) {
      if (query.isFresh && query.reads.isTouchedBy(changes)) expire(query)
    }
  }

  /** After a push or a change of variables, which any query may depend on. */
  invalidateAll(): void {
    for (const query of this.queries.values()) expire(query)
  }

  private evaluate(query: LiveQuery, connection: number): Promise<QueryResult> {
    if (query.isFresh && query.result) return Promise.resolve(query.result)
    if (query.isFresh && query.running) return query.running
    query.isFresh = true
    query.result = null
    query.reads = new ReadSet()
    const running = this.compute(query, connection).then((result) => {
      if (query.running === running) {
        query.running = null
        query.result = result
      }
      return result
    })
    query.running = running
    return running
  }

  private async compute({ call, reads, page }: LiveQuery, connection: number): Promise<QueryResult> {
    const requestId = newRequestId()
    const outcome = await this.functions.run({ ...call, kind: 'query', via: 'websocket', connection, reads, page, requestId })
    return toResult(outcome, requestId, page.endCursor)
  }

  private logCached({ path, identity }: LiveQueryCall, connection: number, { outcome }: QueryResult): void {
    this.log.add(connection, {
      type: 'execution',
      function: path,
      kind: 'query',
      identity: userAttributes(identity)?.tokenIdentifier ?? null,
      via: 'websocket',
      caller: null,
      cached: true,
      success: outcome.success,
      ms: 0,
    })
  }
}

function expire(query: LiveQuery): void {
  query.isFresh = false
  for (const listener of query.staleListeners) listener()
}

function keyOf({ path, args, identity, journal }: LiveQueryCall): string {
  const attributes = userAttributes(identity)
  return JSON.stringify([path, convexToJson(args), identity.kind, attributes, journal])
}

function toResult(outcome: FunctionOutcome, requestId: string, journal: string | null): QueryResult {
  const { logLines } = outcome
  const told = outcome.success
    ? { success: true as const, value: convexToJson(outcome.value) }
    : { success: false as const, ...outcome.failure }
  // The request id differs on every run and is no news to the client.
  const comparable = JSON.stringify([told, logLines]).replaceAll(requestId, '')
  return { outcome: told, logLines, journal, hash: createHash('sha256').update(comparable).digest('hex') }
}
