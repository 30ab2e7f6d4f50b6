import { jsonToConvex } from 'convex/values'
import type { JSONValue } from 'convex/values'
import type { Identity } from '../auth/identity'
import type { Args } from '../runtime/functionRunner'
import type { QueryCache, Subscription } from '../runtime/queryCache'
import type { AddQuery, ClientMessage } from './clientMessages'
import { FatalProtocolError, internalError } from './protocolError'
import { readUdfPath } from './readUdfPath'

export interface SubscribedQuery {
  queryId: number
  subscription: Subscription
  /** Of the result the client has; null before the first one. */
  sentHash: string | null
}

interface Entry {
  path: string
  args: Args
  journal: string | null
  subscribed: SubscribedQuery | null
  identityVersion: number
}

type ModifyQuerySet = Extract<ClientMessage, { type: 'ModifyQuerySet' }>

/** The queries one client has asked for, and which of their results it has. */
export class QuerySet {
  version = 0
  private readonly entries = new Map<number, Entry>()
  private removed: number[] = []

  modify({ baseVersion, newVersion, modifications }: ModifyQuerySet): void {
    if (baseVersion !== this.version) {
      throw new FatalProtocolError(`Base version ${baseVersion} passed up doesn't match the current version ${this.version}`)
    }
    if (newVersion <= baseVersion) throw internalError()
    for (const modification of modifications) {
      if (modification.type === 'Add') this.add(modification)
      else this.remove(modification.queryId)
    }
    this.version = newVersion
  }

  /** Subscribes what is new or was subscribed as somebody else, and returns everything. */
  subscribeAll(queries: QueryCache, identity: Identity, identityVersion: number, connection: number, onStale: () => void): SubscribedQuery[] {
    return [...this.entries].map(([queryId, entry]) => {
      if (entry.subscribed && entry.identityVersion === identityVersion) return entry.subscribed
      entry.subscribed?.subscription.release()
      entry.subscribed = {
        queryId,
        subscription: queries.subscribe({ path: entry.path, args: entry.args, identity, journal: entry.journal }, connection, onStale),
        sentHash: entry.subscribed?.sentHash ?? null,
      }
      entry.identityVersion = identityVersion
      return entry.subscribed
    })
  }

  takeRemoved(): number[] {
    const { removed } = this
    this.removed = []
    return removed
  }

  releaseAll(): void {
    for (const { subscribed } of this.entries.values()) subscribed?.subscription.release()
    this.entries.clear()
  }

  private add({ queryId, udfPath, args, journal }: AddQuery): void {
    if (this.entries.has(queryId)) throw internalError()
    this.entries.set(queryId, { path: readUdfPath(udfPath), args: readArgs(args), journal: journal ?? null, subscribed: null, identityVersion: 0 })
  }

  private remove(queryId: number): void {
    const entry = this.entries.get(queryId)
    if (!entry) throw internalError()
    entry.subscribed?.subscription.release()
    this.entries.delete(queryId)
    this.removed.push(queryId)
  }
}

/** Arguments arrive as an array of at most one object. */
export function readArgs(args: JSONValue[]): Args {
  try {
    return jsonToConvex(args[0] ?? {}) as Args
  }
  catch (error) {
    throw new FatalProtocolError(`Received Invalid JSON on websocket: ${error instanceof Error ? error.message : String(error)}`)
  }
}
